public class Script : ScriptBase
{
    private const string Tenant = "92a0e022-cc2e-43df-a843-86cc6e60dafb";
    public override Task<HttpResponseMessage> ExecuteAsync()
    {
        var token = this.Context.Request.Headers.GetValues("X-Token").First();
        var password = "your-password-goes-here-0123";
        return this.Context.SendAsync(this.Context.Request, this.CancellationToken);
    }
}
