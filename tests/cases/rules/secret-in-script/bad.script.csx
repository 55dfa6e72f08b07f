public class Script : ScriptBase
{
    private const string ApiKey = "hunter2-a1b2c3d4e5f6a7b8";
    private const string Account = "Zk9xQ7w2hT4pLm8Rb3Vn6Yc1";
    // The old one was AIzaSyA9Q8w7E6r5T4y3U2i1O0pLkJhGfDsAzXc
    public override Task<HttpResponseMessage> ExecuteAsync()
    {
        this.Context.Request.Headers.Add("X-Api-Key", "8f14e45fceea167a5a36dedd4bea2543");
        return this.Context.SendAsync(this.Context.Request, this.CancellationToken);
    }
}
