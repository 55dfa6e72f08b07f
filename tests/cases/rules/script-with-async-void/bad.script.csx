public class Script : ScriptBase
{
    private async void Send() { await Task.Delay(1); }
}
