// The headers of the call go along; they hold credentials, so the address must lie on the same host.
private async Task<HttpResponseMessage> Send(HttpRequestMessage request, HttpMethod method, string address, JToken body)
{
    var call = new HttpRequestMessage(method, new Uri(address));
    if (!SameOrigin(request.RequestUri, call.RequestUri))
    {
        throw new Refusal(HttpStatusCode.InternalServerError, "The custom code may call no other host.");
    }
    foreach (var header in request.Headers)
    {
        call.Headers.TryAddWithoutValidation(header.Key, header.Value);
    }
    if (body != null)
    {
        call.Content = JsonContent(body);
    }
    return await Context.SendAsync(call, CancellationToken).ConfigureAwait(false);
}
