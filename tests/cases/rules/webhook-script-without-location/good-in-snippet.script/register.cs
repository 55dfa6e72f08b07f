private async Task<HttpResponseMessage> Register(HttpRequestMessage request, string api)
{
    response.Headers.Location = null; return null;
}
