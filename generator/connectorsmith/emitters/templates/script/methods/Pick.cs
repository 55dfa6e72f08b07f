private static void Pick(JToken json, params string[] names)
{
    foreach (var item in Objects(json))
    {
        foreach (var property in item.Properties().Where(property => !names.Contains(property.Name)).ToList())
        {
            property.Remove();
        }
    }
}
