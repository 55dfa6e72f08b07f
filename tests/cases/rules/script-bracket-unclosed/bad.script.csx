public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        if (this.Context.OperationId == "A") {
            return null;
        return await this.Context.SendAsync(this.Context.Request, this.CancellationToken);
    }
}
