private static JToken Copy(JToken json)
{
    return json == null ? new JObject() : json.DeepClone();
}
