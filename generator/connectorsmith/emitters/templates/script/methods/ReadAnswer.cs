// An answer that cannot be read is not passed on, so that it is disposed here.
private static async Task<JToken> ReadAnswer(HttpResponseMessage response)
{
    try
    {
        return await ReadJson(response.Content, HttpStatusCode.BadGateway, "The answer of the API is not JSON.").ConfigureAwait(false);
    }
    catch (Refusal)
    {
        response.Dispose();
        throw;
    }
}
