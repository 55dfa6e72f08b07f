// The address below which the API's paths lie, as the connection chose it.
private static string Api(HttpRequestMessage request, Match route)
{
    return request.RequestUri.GetLeftPart(UriPartial.Authority) + route.Groups[1].Value;
}
