private static void Remove(JToken json, string name)
{
    foreach (var item in Objects(json))
    {
        item.Remove(name);
    }
}
