private static List<KeyValuePair<string, string>> Renamed(
    List<KeyValuePair<string, string>> parameters, string old, string name)
{
    return parameters.Select(pair => pair.Key == old ? Pair(name, pair.Value) : pair).ToList();
}
