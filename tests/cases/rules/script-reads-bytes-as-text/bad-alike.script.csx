public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        var response = await this.Context.SendAsync(this.Context.Request, this.CancellationToken);
        var text = await response.Content.ReadAsStringAsync();
        return response;
    }
}
