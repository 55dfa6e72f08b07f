public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        switch (this.Context.OperationId)
        {
            case "A":
                var first = items.Select(item => { if (item == "{") { return null; } return item; });
                return await this.Send(first).ConfigureAwait(false);
            case "B":
                if (this.IsEmpty(first)) { return null; } // } return null;
                break;
        }
        return  null;
    }
}
