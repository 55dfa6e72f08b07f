public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        string Name(JObject item) { if (item["name"] == null) { return null; } return (string)item["name"]; }
        var parts = name.Split('{', '"', '\'', '\\');
        var sent = new HttpRequestMessage(HttpMethod.Get, "https://example.com") { Version = null };
        return await this.Context.SendAsync(sent, this.CancellationToken);
    }

    private string Other()
    {
        return null;
    }
}
