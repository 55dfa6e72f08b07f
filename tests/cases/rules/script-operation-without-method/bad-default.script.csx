public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        switch (this.Context.OperationId)
        {
            case "A":
                var answer = await this.Context.SendAsync(this.Context.Request, this.CancellationToken);
                return answer;
            default:
                return new HttpResponseMessage(HttpStatusCode.BadRequest);
        }
    }
}
