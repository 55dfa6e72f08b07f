public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        if (this.Context.OperationId == "GetPhoto")
        {
            return await this.Photo();
        }
        var answer = await this.Context.SendAsync(this.Context.Request, this.CancellationToken);
        var note = await answer.Content.ReadAsStringAsync();
        return answer;
    }

    private async Task<HttpResponseMessage> Photo()
    {
        var sent = await this.Context.Request.Content.ReadAsStringAsync();
        var answer = await this.Context.SendAsync(this.Context.Request, this.CancellationToken);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        answer.Content = new ByteArrayContent(bytes);
        return answer;
    }
}
