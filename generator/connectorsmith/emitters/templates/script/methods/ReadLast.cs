// Reads an answer that is not needed any longer.
private static async Task<JToken> ReadLast(HttpResponseMessage response)
{
    try
    {
        return await ReadAnswer(response).ConfigureAwait(false);
    }
    finally
    {
        response.Dispose();
    }
}
