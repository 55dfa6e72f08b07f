// Registers a webhook. If Oneflow does not say where the webhook is, it is looked for by the address that it calls, so
// that the platform can remove it later.
private async Task<HttpResponseMessage> Register(HttpRequestMessage request, string api)
{
    var callback = Text(At(await ReadBody(request).ConfigureAwait(false), "callback_url"));
    var response = await Context.SendAsync(request, CancellationToken).ConfigureAwait(false);
    if (!response.IsSuccessStatusCode || response.Headers.Location != null)
    {
        return response;
    }
    var made = await ReadAnswer(response).ConfigureAwait(false);
    if (!Missing(At(made, "webhook_id")) || !Missing(At(made, "id")))
    {
        return response;
    }
    response.Dispose();
    var answer = await Ask(request, api + "/webhooks").ConfigureAwait(false);
    if (answer.IsSuccessStatusCode)
    {
        var webhooks = Objects(At(await ReadAnswer(answer).ConfigureAwait(false), "data"));
        var found = webhooks.LastOrDefault(webhook => callback != null && Text(webhook["callback_url"]) == callback);
        if (found != null)
        {
            answer.Content = JsonContent(found);
            return answer;
        }
    }
    answer.Dispose();
    throw new Refusal(HttpStatusCode.BadGateway, "Oneflow does not say which webhook it has made. Delete the webhook of this flow in Oneflow.");
}
