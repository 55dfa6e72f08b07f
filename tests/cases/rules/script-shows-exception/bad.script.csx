public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        try { return await Context.SendAsync(Context.Request, CancellationToken); }
        catch (Exception ex)
        {
            var response = new HttpResponseMessage(HttpStatusCode.InternalServerError);
            response.Content = CreateJsonContent(JsonConvert.SerializeObject(ex));
            return response;
        }
    }
}
