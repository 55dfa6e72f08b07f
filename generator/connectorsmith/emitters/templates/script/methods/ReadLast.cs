// Reads an answer that is not needed any longer.
private static async Task<JToken> ReadLast(HttpResponseMessage response)
{
    using (response)
    {
        return await ReadAnswer(response).ConfigureAwait(false);
    }
}
