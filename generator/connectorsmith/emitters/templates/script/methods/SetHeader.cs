// Null leaves the header as it is.
private static void SetHeader(HttpRequestMessage request, string name, string value)
{
    if (value == null)
    {
        return;
    }
    if (value.Any(char.IsControl))
    {
        throw new Refusal(HttpStatusCode.BadRequest, "A value for the header " + name + " holds a line break.");
    }
    RemoveHeader(request, name);
    if (!BelongsToContent(name))
    {
        request.Headers.TryAddWithoutValidation(name, value);
    }
    else if (request.Content != null)
    {
        request.Content.Headers.TryAddWithoutValidation(name, value);
    }
}
