private static KeyValuePair<string, string> Pair(string name, string value)
{
    return new KeyValuePair<string, string>(name, value);
}
