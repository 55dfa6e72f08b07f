private async Task<HttpResponseMessage> Register(HttpRequestMessage request, string api)
{
    return null;
}
