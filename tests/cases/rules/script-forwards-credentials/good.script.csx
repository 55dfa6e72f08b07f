public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        var response = await Context.SendAsync(Context.Request, CancellationToken);
        var next = new HttpRequestMessage(HttpMethod.Get, response.Headers.Location);
        next.Headers.TryAddWithoutValidation("Accept", "application/pdf");
        return await Context.SendAsync(next, CancellationToken);
    }
}
