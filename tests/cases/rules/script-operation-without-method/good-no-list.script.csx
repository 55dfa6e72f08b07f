public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        switch (this.Context.OperationId)
        {
            case "A":
                return new HttpResponseMessage(HttpStatusCode.OK);
            default:
                return await this.Context.SendAsync(this.Context.Request, this.CancellationToken);
        }
    }
}
