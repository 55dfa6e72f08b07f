private static void SetAnswerHeader(HttpResponseMessage response, string name, string value)
{
    if (value == null || value.Any(char.IsControl))
    {
        return;
    }
    if (!BelongsToContent(name))
    {
        response.Headers.Remove(name);
        response.Headers.TryAddWithoutValidation(name, value);
    }
    else if (response.Content != null)
    {
        response.Content.Headers.Remove(name);
        response.Content.Headers.TryAddWithoutValidation(name, value);
    }
}
