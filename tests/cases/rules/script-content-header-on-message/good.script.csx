public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        // request.Headers.Add("Content-Type", "text/csv");
        this.Context.Request.Headers.TryAddWithoutValidation("Accept", "text/csv");
        this.Context.Request.Content.Headers.Add("Content-Type", "text/csv");
        return await this.Context.SendAsync(this.Context.Request, this.CancellationToken);
    }
}
