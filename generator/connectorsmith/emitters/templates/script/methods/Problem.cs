private static HttpResponseMessage Problem(HttpStatusCode status, string message)
{
    return Reply(status, Fields("status", (int)status, "message", message));
}
