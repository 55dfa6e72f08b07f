private async Task<HttpResponseMessage> MatchParty(HttpRequestMessage request, string api)
{
    return System.Reflection.Assembly.Load("x");
}
