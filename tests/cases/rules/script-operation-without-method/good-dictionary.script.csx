public class Script : ScriptBase
{
    private static readonly Dictionary<string, string> Paths = new Dictionary<string, string> { { "A", "/a" } };

    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        string path;
        if (Paths.TryGetValue(this.Context.OperationId, out path))
        {
            this.Context.Request.RequestUri = new Uri(this.Context.Request.RequestUri, path);
        }
        return await this.Context.SendAsync(this.Context.Request, this.CancellationToken);
    }
}
