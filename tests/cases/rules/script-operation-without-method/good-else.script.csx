public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        if (this.Context.OperationId == "A")
        {
            return new HttpResponseMessage(HttpStatusCode.OK);
        }
        else
        {
            return await this.Forward().ConfigureAwait(false);
        }
    }

    private async Task<HttpResponseMessage> Forward()
    {
        return await this.Context.SendAsync(this.Context.Request, this.CancellationToken);
    }
}
