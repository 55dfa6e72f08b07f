public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        var response = await Context.SendAsync(Context.Request, CancellationToken);
        var next = new HttpRequestMessage(HttpMethod.Get, response.Headers.Location);
        foreach (var header in Context.Request.Headers)
        {
            next.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }
        return await Context.SendAsync(next, CancellationToken);
    }
}
