private static void RemoveHeader(HttpRequestMessage request, string name)
{
    if (!BelongsToContent(name))
    {
        request.Headers.Remove(name);
    }
    else if (request.Content != null)
    {
        request.Content.Headers.Remove(name);
    }
}
