// A list joined by commas becomes one parameter for each of its items.
private static List<KeyValuePair<string, string>> Repeated(List<KeyValuePair<string, string>> parameters, string name)
{
    return parameters
        .SelectMany(pair => pair.Key == name ? pair.Value.Split(',').Select(item => Pair(name, item.Trim())) : new[] { pair })
        .ToList();
}
