private static bool Missing(JToken json)
{
    return json == null || json.Type == JTokenType.Null;
}
