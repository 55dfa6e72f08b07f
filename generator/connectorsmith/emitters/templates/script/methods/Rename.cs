private static void Rename(JToken json, string old, string name)
{
    foreach (var item in Objects(json))
    {
        var property = item.Property(old);
        if (property != null)
        {
            item.Remove(name);
            property.Replace(new JProperty(name, property.Value));
        }
    }
}
