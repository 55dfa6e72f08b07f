// The parts of a text between separators that are neither in quotes nor in angle brackets.
private static IEnumerable<string> LinkParts(string text, char separator)
{
    var start = 0;
    var quoted = false;
    var inside = false;
    for (var at = 0; at < text.Length; at++)
    {
        var sign = text[at];
        if (quoted && sign == '\\')
        {
            at++;
        }
        else if (sign == '"' && !inside)
        {
            quoted = !quoted;
        }
        else if (!quoted && (sign == '<' || sign == '>'))
        {
            inside = sign == '<';
        }
        else if (!quoted && !inside && sign == separator)
        {
            yield return text.Substring(start, at - start).Trim();
            start = at + 1;
        }
    }
    yield return text.Substring(start).Trim();
}
