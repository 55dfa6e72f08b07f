// Ends a call with a status and a message of our own.
private sealed class Refusal : Exception
{
    public Refusal(HttpStatusCode status, string message) : base(message)
    {
        Status = status;
    }

    public HttpStatusCode Status { get; private set; }
}
