public class Script : ScriptBase
{
    private readonly StringBuilder debugTrace = new StringBuilder();

    private HttpResponseMessage Fail()
    {
        var response = new HttpResponseMessage(HttpStatusCode.BadRequest);
        response.Content = CreateJsonContent(new JObject { ["trace"] = this.debugTrace.ToString() }.ToString());
        return response;
    }
}
