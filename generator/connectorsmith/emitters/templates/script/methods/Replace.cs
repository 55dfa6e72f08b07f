// An error of the API as a status and a message of our own; nothing else of it gets through but when to try again.
private static async Task<HttpResponseMessage> Replace(
    HttpResponseMessage response, int[] statuses, int? status, Func<JToken, string> message)
{
    var code = (int)response.StatusCode;
    if (code < 400 || (statuses.Length > 0 && !statuses.Contains(code)))
    {
        return response;
    }
    JToken answer;
    try
    {
        answer = await ReadLast(response).ConfigureAwait(false);
    }
    catch (Refusal)
    {
        answer = null;
    }
    var made = Problem((HttpStatusCode)(status ?? code), message(answer));
    made.Headers.RetryAfter = response.Headers.RetryAfter;
    return made;
}
