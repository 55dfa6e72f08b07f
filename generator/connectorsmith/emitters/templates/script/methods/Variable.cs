private static string Variable(Match route, int number)
{
    return Uri.UnescapeDataString(route.Groups[number].Value);
}
