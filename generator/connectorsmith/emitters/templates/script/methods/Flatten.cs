// What the items of a list have under a path, lists of it joined to one list.
private static JToken Flatten(JToken json, params object[] path)
{
    var values = json is JArray ? json.Select(item => At(item, path)).Where(value => !Missing(value)) : new JToken[0];
    return new JArray(values.SelectMany(value => value is JArray ? value.Children() : new[] { value }.AsEnumerable()));
}
