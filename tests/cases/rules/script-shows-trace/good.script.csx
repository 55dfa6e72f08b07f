public class Script : ScriptBase
{
    private readonly StringBuilder debugTrace = new StringBuilder();

    private HttpResponseMessage Fail()
    {
        var response = new HttpResponseMessage(HttpStatusCode.BadRequest);
        this.Context.Logger.LogError(debugTrace.ToString());
        response.Content = CreateJsonContent("{\"message\": \"no trace here\"}");
        return response;
    }
}
