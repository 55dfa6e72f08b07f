using System.Runtime.Remoting;
// using System.Data;
using System.Text;

public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        if (this.Context.OperationId == "A")
        {
            return Make("System.Data.Table", System.Globalization.CultureInfo.InvariantCulture);
        }
        return new HttpResponseMessage(HttpStatusCode.BadRequest);
    }
}
