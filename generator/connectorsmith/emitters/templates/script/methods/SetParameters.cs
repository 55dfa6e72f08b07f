private static void SetParameters(HttpRequestMessage request, IEnumerable<KeyValuePair<string, string>> parameters)
{
    var query = string.Join("&", parameters.Select(pair => Uri.EscapeDataString(pair.Key) + "=" + Uri.EscapeDataString(pair.Value)));
    request.RequestUri = new Uri(request.RequestUri.GetLeftPart(UriPartial.Path) + (query == "" ? "" : "?" + query));
}
