// An object of names and values in turn; a value that is missing leaves its name out.
private static JObject Fields(params object[] pairs)
{
    var made = new JObject();
    for (var index = 0; index < pairs.Length; index += 2)
    {
        Put(made, (string)pairs[index], pairs[index + 1]);
    }
    return made;
}
