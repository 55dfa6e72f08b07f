// A snippet for each time at which one can act.
private async Task Sign(HttpRequestMessage request, string api)
{
    var text = request.Content == null ? "" : await request.Content.ReadAsStringAsync().ConfigureAwait(false);
    if (text == "")
    {
        throw new Refusal(HttpStatusCode.BadRequest, "There is nothing to sign.");
    }
    using(var hash = new HMACSHA256(Encoding.UTF8.GetBytes("key")))
    {
        SetHeader(request, "x-signature", Convert.ToBase64String(hash.ComputeHash(Encoding.UTF8.GetBytes(text))));
    }
}

private async Task<HttpResponseMessage> Twice(HttpRequestMessage request, string api)
{
    var first = await Ask(request, api + "/first").ConfigureAwait(false);
    if (!first.IsSuccessStatusCode)
    {
        return first;
    }
    first.Dispose();
    return await Ask(request, api + "/second").ConfigureAwait(false);
}

private Task<HttpResponseMessage> Shout(HttpRequestMessage request, string api, HttpResponseMessage response)
{
    response.Headers.TryAddWithoutValidation("x-shout", ((int)response.StatusCode).ToString());
    return Task.FromResult(response);
}
