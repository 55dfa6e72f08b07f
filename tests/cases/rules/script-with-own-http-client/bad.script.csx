public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        if (this.Context.OperationId == "A")
        {
            var client = new HttpClient();
            return await client.GetAsync("https://example.com");
        }
        return new HttpResponseMessage(HttpStatusCode.BadRequest);
    }
}
