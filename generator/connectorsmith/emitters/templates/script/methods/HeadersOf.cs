// The headers of the call as they are now, by name.
private static IDictionary<string, string> HeadersOf(HttpRequestMessage request)
{
    var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
    var content = request.Content == null ? null : request.Content.Headers;
    foreach (var header in request.Headers.Concat(content ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>()))
    {
        found[header.Key] = string.Join(",", header.Value);
    }
    return found;
}
