// Null if there is nothing to read; texts that look like dates stay the texts they are.
private static async Task<JToken> ReadJson(HttpContent content, HttpStatusCode status, string message)
{
    var text = content == null ? "" : await content.ReadAsStringAsync().ConfigureAwait(false);
    if (string.IsNullOrWhiteSpace(text))
    {
        return null;
    }
    try
    {
        var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
        return JToken.ReadFrom(reader);
    }
    catch (JsonException)
    {
        throw new Refusal(status, message);
    }
}
