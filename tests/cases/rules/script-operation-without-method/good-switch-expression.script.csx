public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        return this.Context.OperationId switch { "A" => Refuse(), _ => await Forward() };
    }

    private async Task<HttpResponseMessage> Forward()
    {
        return await this.Context.SendAsync(this.Context.Request, this.CancellationToken);
    }

    private async Task<HttpResponseMessage> Outer()
    {
        return await Forward();
    }

    private HttpResponseMessage Refuse()
    {
        return new HttpResponseMessage(HttpStatusCode.BadRequest);
    }
}
