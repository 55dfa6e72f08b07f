private static HttpResponseMessage Reply(HttpStatusCode status, JToken body)
{
    var response = new HttpResponseMessage(status);
    if (body != null)
    {
        response.Content = JsonContent(body);
    }
    return response;
}
