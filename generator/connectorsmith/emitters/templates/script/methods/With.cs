// Sets a parameter, or only adds it if it is missing; a missing value changes nothing.
private static List<KeyValuePair<string, string>> With(
    List<KeyValuePair<string, string>> parameters, string name, string value, bool replace)
{
    var there = parameters.Any(pair => pair.Key == name);
    if (value == null || (there && !replace))
    {
        return parameters;
    }
    return Without(parameters, name).Concat(new[] { Pair(name, value) }).ToList();
}
