private static Task<JToken> ReadAnswer(HttpResponseMessage response)
{
    return ReadJson(response.Content, HttpStatusCode.BadGateway, "The answer of the API is not JSON.");
}
