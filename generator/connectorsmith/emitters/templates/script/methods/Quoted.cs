// In quotes, and with nothing in it that could end them or begin another header.
private static string Quoted(string text)
{
    var safe = text.Select(character => char.IsControl(character) || character == '"' || character == '\\' ? '_' : character);
    return "\"" + new string(safe.ToArray()) + "\"";
}
