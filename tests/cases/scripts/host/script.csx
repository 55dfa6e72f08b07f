public class Script : ScriptBase
{
    private static int count;

    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        switch (this.Context.OperationId)
        {
            case "Forward":
                return await this.Context.SendAsync(this.Context.Request, this.CancellationToken);
            case "Two":
                var first = Get("https://a.example/1");
                var second = Get("https://a.example/2");
                return Said(await second + await first);
            case "Own":
                return Said(await new HttpClient(new HttpClientHandler()).GetStringAsync("https://own.example/?a=%20"));
            case "Context":
                this.Context.Logger.LogWarning("one {name} of {count}", "a", 2);
                return Said(this.Context.CorrelationId + " " + this.Context.OriginalRequestUri);
            case "T25jZQ==":
                return Said("in base64");
            case "Throw":
                throw new InvalidOperationException("the order is empty");
            case "Load":
                return Said(XDocument.Load("http://127.0.0.1:9/a.xml").ToString());
            case "Count":
                return Said((++count).ToString());
            case "Leave something running":
                var left = Task.Run(() => { while (true) { } });
                return Said("left");
            case "Null":
                return null;
            case "Loop":
                while (true) { }
            case "Wait":
                try
                {
                    await Task.Delay(-1, this.CancellationToken);
                }
                finally
                {
                    this.Context.Logger.LogInformation("cancelled");
                }
                return null;
            case "Answer when cancelled":
                try { await Task.Delay(-1, this.CancellationToken); } catch (OperationCanceledException) { }
                return Said("late");
            case "Exit":
                Environment.Exit(3);
                return null;
            case "Async void":
                Fire();
                await Task.Delay(-1);
                return null;
            case "Large":
                return new HttpResponseMessage { Content = new ByteArrayContent(new byte[1001]) };
            default:
                var secret = Environment.GetEnvironmentVariable("HOST_TEST_SECRET");
                return Said("secret: " + secret + TimeZoneInfo.Local.BaseUtcOffset);
        }
    }

    private static HttpResponseMessage Said(string text)
    {
        return new HttpResponseMessage { Content = new StringContent(text) };
    }

    private async Task<string> Get(string url)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        return await (await this.Context.SendAsync(request, this.CancellationToken)).Content.ReadAsStringAsync();
    }

    private static async void Fire()
    {
        await Task.Delay(1);
        throw new InvalidOperationException("thrown where nothing catches it");
    }
}
