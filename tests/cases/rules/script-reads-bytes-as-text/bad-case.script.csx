public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        switch (this.Context.OperationId)
        {
            case "GetPhoto":
                var response = await this.Context.SendAsync(this.Context.Request, this.CancellationToken);
                var text = await response.Content.ReadAsStringAsync();
                return response;
            case "Other":
                var other = await this.Context.SendAsync(this.Context.Request, this.CancellationToken);
                var words = await other.Content.ReadAsStringAsync();
                return other;
        }
        return new HttpResponseMessage(HttpStatusCode.BadRequest);
    }
}
