private static Task<JToken> ReadBody(HttpRequestMessage request)
{
    return ReadJson(request.Content, HttpStatusCode.BadRequest, "The body of the call is not JSON.");
}
