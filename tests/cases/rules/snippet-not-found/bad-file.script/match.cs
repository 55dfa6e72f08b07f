private async Task<HttpResponseMessage> MatchParty(HttpRequestMessage request, string api)
{
    return null;
}
