public class Script : ScriptBase
{
    // No StackTrace, and no SerializeObject(ex).
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        try { return await Context.SendAsync(Context.Request, CancellationToken); }
        catch (Exception ex)
        {
            Context.Logger.LogError(ex.ToString());
            throw;
        }
    }
}
