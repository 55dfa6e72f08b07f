private static List<KeyValuePair<string, string>> Parameters(HttpRequestMessage request)
{
    return request.RequestUri.Query.TrimStart('?').Split('&').Where(text => text != "")
        .Select(text => text.Split(new[] { '=' }, 2))
        .Select(pair => Pair(Decoded(pair[0]), pair.Length == 2 ? Decoded(pair[1]) : ""))
        .ToList();
}
