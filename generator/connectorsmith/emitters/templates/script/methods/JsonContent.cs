private static HttpContent JsonContent(JToken json)
{
    return CreateJsonContent((json ?? JValue.CreateNull()).ToString(Newtonsoft.Json.Formatting.None));
}
