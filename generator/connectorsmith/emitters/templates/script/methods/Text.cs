// A value as text, or null: a text as it is, everything else as JSON writes it.
private static string Text(JToken json)
{
    if (Missing(json))
    {
        return null;
    }
    return json.Type == JTokenType.String ? (string)json : json.ToString(Newtonsoft.Json.Formatting.None);
}
