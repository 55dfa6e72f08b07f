public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        var path = this.Context.Request.RequestUri.AbsolutePath;
        switch (path.Substring(path.LastIndexOf('/') + 1))
        {
            case "throw":
                throw new InvalidOperationException("the order is empty");
            case "null":
                return null;
            case "exit":
                Environment.Exit(3);
                return null;
            case "loop":
                while (true) { }
            case "memory":
                var kept = new List<byte[]>();
                while (true) { kept.Add(new byte[64 * 1024 * 1024]); }
            case "status":
                return new HttpResponseMessage((HttpStatusCode)42);
            case "header":
                var broken = new HttpResponseMessage { Content = new StringContent("{}") };
                broken.Headers.TryAddWithoutValidation("X-Broken", "a\r\nSet-Cookie: b=1");
                return broken;
            case "no-content":
                return new HttpResponseMessage(HttpStatusCode.NoContent) { Content = new StringContent("left out") };
            case "wait":
                await Task.Delay(-1, this.CancellationToken);
                return null;
            case "address":
                return await this.Context.SendAsync(new HttpRequestMessage(HttpMethod.Get, "http://127.0.0.1:99999999/"), this.CancellationToken);
            case "forbidden":
                return await this.Context.SendAsync(new HttpRequestMessage(HttpMethod.Get, "http://169.254.169.254/latest"), this.CancellationToken);
            case "parse":
                var answer = await this.Context.SendAsync(this.Context.Request, this.CancellationToken);
                var json = JObject.Parse(await answer.Content.ReadAsStringAsync());
                return new HttpResponseMessage(HttpStatusCode.OK) { Content = CreateJsonContent(json.ToString(Newtonsoft.Json.Formatting.None)) };
            default:
                return await this.Context.SendAsync(this.Context.Request, this.CancellationToken);
        }
    }
}
