// The value at a path of names and indices, or null.
private static JToken At(JToken json, params object[] path)
{
    foreach (var step in path)
    {
        var list = json as JArray;
        var entry = json as JObject;
        if (step is int)
        {
            json = list != null && (int)step < list.Count ? list[(int)step] : null;
        }
        else
        {
            json = entry != null ? entry[(string)step] : null;
        }
    }
    return json;
}
