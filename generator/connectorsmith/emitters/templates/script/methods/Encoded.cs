private static async Task<JToken> Encoded(HttpResponseMessage response, string content, string type)
{
    var bytes = response.Content == null ? new byte[0] : await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
    var made = Fields(content, Convert.ToBase64String(bytes));
    if (type != null && response.Content != null && response.Content.Headers.ContentType != null)
    {
        Put(made, type, response.Content.Headers.ContentType.ToString());
    }
    return made;
}
