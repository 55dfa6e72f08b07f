public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        if (this.Context.OperationId == "A")
        {
            return null;
        }
        return new HttpResponseMessage(HttpStatusCode.BadRequest);
    }
}
