// The address of the call, split where the pattern has groups: what comes before the path, then its variables.
private static Match Route(HttpRequestMessage request, string pattern)
{
    var route = Regex.Match(request.RequestUri.AbsolutePath, pattern);
    if (!route.Success)
    {
        throw new Refusal(HttpStatusCode.InternalServerError, "The path of the call is not the path of the operation.");
    }
    return route;
}
