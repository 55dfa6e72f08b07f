private static bool BelongsToContent(string name)
{
    return name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)
        || new[] { "Allow", "Expires", "Last-Modified" }.Contains(name, StringComparer.OrdinalIgnoreCase);
}
