// A list of values; one that is missing is left out.
private static JArray Items(params object[] values)
{
    return new JArray(values.Where(value => value != null).Select(value => value as JToken ?? new JValue(value)));
}
