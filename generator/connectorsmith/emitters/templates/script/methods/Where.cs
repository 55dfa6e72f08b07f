private static JToken Where(JToken json, Func<JToken, bool> fits)
{
    return json is JArray ? new JArray(json.Where(fits)) : new JArray();
}
