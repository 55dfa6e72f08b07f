private static void Put(JObject json, string name, object value)
{
    if (value != null)
    {
        json[name] = value as JToken ?? new JValue(value);
    }
}
