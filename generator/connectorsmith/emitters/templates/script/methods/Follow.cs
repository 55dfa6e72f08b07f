// Follows redirects. Another host, or the same one without encryption, gets the headers named in "kept" and no others.
private async Task<HttpResponseMessage> Follow(
    HttpRequestMessage request, HttpResponseMessage response, int limit, params string[] kept)
{
    var statuses = new[] { 301, 302, 303, 307, 308 };
    for (var count = 0; statuses.Contains((int)response.StatusCode) && response.Headers.Location != null; count++)
    {
        var target = new Uri(request.RequestUri, response.Headers.Location);
        if (count == limit || (request.RequestUri.Scheme == "https" && target.Scheme != "https"))
        {
            response.Dispose();
            throw new Refusal(HttpStatusCode.BadGateway, "The API redirects too often, or to an address without encryption.");
        }
        var next = new HttpRequestMessage(request.Method, target);
        var same = SameOrigin(request.RequestUri, target);
        foreach (var header in request.Headers.Where(header => same || kept.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
        {
            next.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }
        request = next;
        response.Dispose();
        response = await Context.SendAsync(next, CancellationToken).ConfigureAwait(false);
    }
    return response;
}
