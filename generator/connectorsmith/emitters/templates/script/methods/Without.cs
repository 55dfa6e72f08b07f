private static List<KeyValuePair<string, string>> Without(List<KeyValuePair<string, string>> parameters, string name)
{
    return parameters.Where(pair => pair.Key != name).ToList();
}
