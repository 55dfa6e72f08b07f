private static string Value(IDictionary<string, string> values, string name, string fallback = null)
{
    string value;
    return values.TryGetValue(name, out value) && value != "" ? value : fallback;
}
