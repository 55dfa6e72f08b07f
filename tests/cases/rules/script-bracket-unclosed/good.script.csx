public class Script : ScriptBase
{
    /* { is not code */
    private static readonly Regex Open = new Regex(@"[({""]\{");
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        var key = "k"; // (
        var text = $"{{{this.Context.OperationId}}} {(key == "k" ? "a{" : "b}")} \"{{";
        text = $"a {key.Replace("(", $"[{key}")} b";
        var path = $@"C:\{key}\""{{";
        var one = '{'; var other = '\''; var verbatim = @$"\{one}";
        return await this.Context.SendAsync(this.Context.Request, this.CancellationToken);
    }
}
