// Sends a form for a token; none of the call's headers goes along, and of an error only the status comes back.
private async Task<string> Exchange(string address, object[] path, params KeyValuePair<string, string>[] fields)
{
    var call = new HttpRequestMessage(HttpMethod.Post, new Uri(address)) { Content = FormContent(fields) };
    call.Headers.TryAddWithoutValidation("Accept", "application/json");
    var response = await Context.SendAsync(call, CancellationToken).ConfigureAwait(false);
    if (!response.IsSuccessStatusCode)
    {
        response.Dispose();
        throw new Refusal(HttpStatusCode.Unauthorized, "No token was given: the status was " + (int)response.StatusCode + ".");
    }
    var token = Text(At(await ReadLast(response).ConfigureAwait(false), path));
    if (string.IsNullOrEmpty(token))
    {
        throw new Refusal(HttpStatusCode.BadGateway, "The answer holds no token.");
    }
    return token;
}
