using System.Text;

public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        if (this.Context.OperationId == "A")
        {
            return Make("System.Data.Table", new System.Uri("x"), Newtonsoft.Json.Formatting.None);
        }
        return new HttpResponseMessage(HttpStatusCode.BadRequest);
    }
}
