private static int Add()
{
    return 1;
}
