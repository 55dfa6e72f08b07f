// Sets a header from a value: by the table, where null keeps the header, else the value itself if it fits.
private static void Translate(
    HttpRequestMessage request, string header, string value, IDictionary<string, string> table, string pattern, string message)
{
    string known;
    if (string.IsNullOrEmpty(value))
    {
        return;
    }
    if (table.TryGetValue(value, out known))
    {
        SetHeader(request, header, known);
        return;
    }
    if (pattern == null || !Fits(value, pattern))
    {
        throw new Refusal(HttpStatusCode.BadRequest, message);
    }
    SetHeader(request, header, value);
}
