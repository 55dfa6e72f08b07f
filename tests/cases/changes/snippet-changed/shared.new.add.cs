private static int Add()
{
    return 2;
}
