public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        this.Context.Request.Headers.TryAddWithoutValidation("Content-Type", "text/csv");
        var loginRequest = new HttpRequestMessage();
        loginRequest.Headers.Add("content-length", "0");
        return await this.Context.SendAsync(loginRequest, this.CancellationToken);
    }
}
