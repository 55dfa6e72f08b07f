public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        if (this.Context.OperationId == "A" || this.Context.OperationId == "B")
        {
            return null;
        }
        return new HttpResponseMessage(HttpStatusCode.BadRequest);
    }
}
