// A call to the same API with the headers of the call at hand.
private async Task<HttpResponseMessage> Ask(HttpRequestMessage request, string address)
{
    return await Send(request, HttpMethod.Get, address, null).ConfigureAwait(false);
}
