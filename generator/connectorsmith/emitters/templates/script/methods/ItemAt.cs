// The item of a list by its number; 1 is the first.
private static JToken ItemAt(JToken json, string number, string message)
{
    int index;
    var list = json as JArray;
    if (list == null || !int.TryParse(number, out index) || index < 1 || index > list.Count)
    {
        throw new Refusal(HttpStatusCode.BadRequest, message);
    }
    return list[index - 1];
}
