private static void Demand(JToken json, string message)
{
    if (Missing(json))
    {
        throw new Refusal(HttpStatusCode.BadRequest, message);
    }
}
