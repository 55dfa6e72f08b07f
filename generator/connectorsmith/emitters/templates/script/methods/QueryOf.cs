// The query of the call, decoded, by name; a parameter that is repeated is joined by commas.
private static IDictionary<string, string> QueryOf(HttpRequestMessage request)
{
    return Parameters(request).GroupBy(pair => pair.Key)
        .ToDictionary(group => group.Key, group => string.Join(",", group.Select(pair => pair.Value)));
}
