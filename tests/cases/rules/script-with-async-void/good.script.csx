public class Script : ScriptBase
{
    private async Task Send() { await Task.Delay(1); } // not async void
}
