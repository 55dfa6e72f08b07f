// The object itself, or the objects of a list.
private static IEnumerable<JObject> Objects(JToken json)
{
    return json is JArray ? json.OfType<JObject>().ToList() : new[] { json }.OfType<JObject>().ToList();
}
