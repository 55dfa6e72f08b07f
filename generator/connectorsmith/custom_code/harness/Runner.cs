// Runs operations of compiled scripts: one JSON request a line in, one JSON response a line out.
// Calls go to loopback addresses only; a host that the request does not forward is refused.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Reflection;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

public static class Runner
{
    private static readonly Dictionary<string, Assembly> Loaded = new Dictionary<string, Assembly>();

    public static int Main()
    {
        ServicePointManager.Expect100Continue = false;
        ServicePointManager.UseNagleAlgorithm = false;
        ServicePointManager.DefaultConnectionLimit = 20;
        var plain = new UTF8Encoding(false);
        var input = new StreamReader(Console.OpenStandardInput(), plain);
        var output = new StreamWriter(Console.OpenStandardOutput(), plain) { AutoFlush = true, NewLine = "\n" };
        Console.SetOut(TextWriter.Null); // a script that prints must not disturb the protocol
        for (var line = input.ReadLine(); line != null; line = input.ReadLine())
        {
            output.WriteLine(Answer(Parse(line)).ToString(Formatting.None));
        }
        return 0;
    }

    private static JObject Parse(string line)
    {
        using (var reader = new JsonTextReader(new StringReader(line)) { DateParseHandling = DateParseHandling.None })
        {
            return JObject.Load(reader);
        }
    }

    private static JObject Answer(JObject order)
    {
        var call = new Call(order);
        Failure.Noted = null;
        try
        {
            var task = Task.Run(() => Run(order, call));
            if (!task.Wait(TimeSpan.FromSeconds((double?)order["timeout"] ?? 20)))
            {
                return call.Failed(Failure.Json(new TimeoutException("the script did not end in time")));
            }
            var done = call.Done(task.Result);
            if (Failure.Noted != null)
            {
                done["error"] = Failure.Json(Failure.Noted);
            }
            return done;
        }
        catch (AggregateException fault)
        {
            return call.Failed(Failure.Json(fault.Flatten().InnerException));
        }
    }

    private static async Task<Message> Run(JObject order, Call call)
    {
        var path = (string)order["assembly"];
        Assembly assembly;
        if (!Loaded.TryGetValue(path, out assembly))
        {
            Loaded[path] = assembly = Assembly.LoadFrom(path);
        }
        var type = assembly.GetType((string)order["script"] + ".Script", true);
        var script = (ScriptBase)Activator.CreateInstance(type);
        script.Context = call;
        script.CancellationToken = new CancellationTokenSource(TimeSpan.FromSeconds((double?)order["limit"] ?? 10)).Token;
        var response = await script.ExecuteAsync().ConfigureAwait(false);
        if (response == null)
        {
            throw new InvalidOperationException("the script returned null");
        }
        call.Returned(response);
        return await Message.Of(response.Headers, response.Content, (int)response.StatusCode).ConfigureAwait(false);
    }
}

// The exception that a generated script did not expect; its trace is complete only after it was caught.
public static class Failure
{
    public static Exception Noted;

    public static bool Note(Exception fault)
    {
        Noted = fault;
        return true;
    }

    public static JObject Json(Exception fault)
    {
        return new JObject
        {
            { "type", fault.GetType().Name },
            { "message", fault.Message },
            { "stack", fault.StackTrace ?? "" },
        };
    }
}

// What is known of a message: its headers, and its body as text or, where that is not possible, in base64.
public sealed class Message
{
    public JObject Json = new JObject();

    public static async Task<Message> Of(
        IEnumerable<KeyValuePair<string, IEnumerable<string>>> headers, HttpContent content, int? status)
    {
        var message = new Message();
        var found = new JObject();
        var all = content == null ? headers : headers.Concat(content.Headers);
        foreach (var header in all)
        {
            found[header.Key] = string.Join(",", header.Value);
        }
        if (status != null)
        {
            message.Json["status"] = status;
        }
        message.Json["headers"] = found;
        if (content != null)
        {
            var bytes = await content.ReadAsByteArrayAsync().ConfigureAwait(false);
            try
            {
                message.Json["body"] = new UTF8Encoding(false, true).GetString(bytes);
            }
            catch (DecoderFallbackException)
            {
                message.Json["base64"] = Convert.ToBase64String(bytes);
            }
        }
        return message;
    }
}

// An answer of the API that notes whether the script disposed it.
public sealed class Tracked : HttpResponseMessage
{
    public readonly JObject Record;

    public Tracked(HttpResponseMessage answer, JObject record) : base(answer.StatusCode)
    {
        Record = record;
        Record["disposed"] = false;
        ReasonPhrase = answer.ReasonPhrase;
        Content = answer.Content;
        foreach (var header in answer.Headers)
        {
            Headers.TryAddWithoutValidation(header.Key, header.Value);
        }
    }

    protected override void Dispose(bool disposing)
    {
        Record["disposed"] = true;
        base.Dispose(disposing);
    }
}

// One call of an operation: what the platform hands to the script, and the record of what the script sent.
public sealed class Call : IScriptContext, ILogger
{
    private static readonly HttpClient Client = new HttpClient(
        new HttpClientHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false });

    private readonly JArray calls = new JArray();
    private readonly JArray logs = new JArray();
    private readonly JObject forward;
    private readonly HashSet<HttpRequestMessage> sent = new HashSet<HttpRequestMessage>();

    public Call(JObject order)
    {
        OperationId = (string)order["operation"];
        CorrelationId = "00000000-0000-0000-0000-000000000000";
        forward = (JObject)order["forward"] ?? new JObject();
        Request = new HttpRequestMessage(new HttpMethod((string)order["method"]), (string)order["url"]);
        var base64 = (string)order["base64"];
        var body = (string)order["body"];
        if (base64 != null || body != null || (bool?)order["emptyContent"] == true)
        {
            Request.Content = new ByteArrayContent(base64 != null ? Convert.FromBase64String(base64) : Encoding.UTF8.GetBytes(body ?? ""));
        }
        foreach (var header in ((JObject)order["headers"] ?? new JObject()).Properties())
        {
            if (!Request.Headers.TryAddWithoutValidation(header.Name, (string)header.Value) && Request.Content != null)
            {
                Request.Content.Headers.TryAddWithoutValidation(header.Name, (string)header.Value);
            }
        }
    }

    public string CorrelationId { get; private set; }
    public string OperationId { get; private set; }
    public HttpRequestMessage Request { get; private set; }
    public ILogger Logger { get { return this; } }

    public void Write(LogLevel level, string message)
    {
        logs.Add(new JObject { { "level", level.ToString() }, { "message", message } });
    }

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!sent.Add(request)) // as HttpClient of the .NET Framework, where the platform's scripts come from
        {
            throw new InvalidOperationException("The request message was already sent. Cannot send the same request message multiple times.");
        }
        var record = await Message.Of(request.Headers, request.Content, null).ConfigureAwait(false);
        record.Json.AddFirst(new JProperty("url", request.RequestUri.AbsoluteUri));
        record.Json.AddFirst(new JProperty("method", request.Method.Method));
        calls.Add(record.Json);
        var copy = Copy(request, Target(request.RequestUri));
        var answer = await Client.SendAsync(copy, cancellationToken).ConfigureAwait(false);
        record.Json["status"] = (int)answer.StatusCode;
        answer = new Tracked(answer, record.Json) { RequestMessage = request };
        if (request.Content != null)
        {
            request.Content.Dispose();
        }
        return answer;
    }

    // The answer that goes back to the platform, which disposes it.
    public void Returned(HttpResponseMessage response)
    {
        var tracked = response as Tracked;
        if (tracked != null)
        {
            tracked.Record["disposed"] = true;
        }
    }

    private Uri Target(Uri uri)
    {
        var target = (string)(forward[uri.GetLeftPart(UriPartial.Authority)] ?? forward["*"]);
        if (target == null || !new Uri(target).IsLoopback)
        {
            throw new InvalidOperationException("no stand-in is given for " + uri.GetLeftPart(UriPartial.Authority));
        }
        return new Uri(new Uri(target), uri.PathAndQuery);
    }

    private static HttpRequestMessage Copy(HttpRequestMessage request, Uri target)
    {
        var copy = new HttpRequestMessage(request.Method, target);
        if (request.Content != null)
        {
            copy.Content = new ByteArrayContent(request.Content.ReadAsByteArrayAsync().Result);
            foreach (var header in request.Content.Headers)
            {
                copy.Content.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }
        }
        foreach (var header in request.Headers)
        {
            copy.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }
        copy.Headers.Host = request.RequestUri.Authority;
        return copy;
    }

    public JObject Done(Message message)
    {
        return new JObject { { "response", message.Json }, { "calls", calls }, { "logs", logs } };
    }

    public JObject Failed(JObject error)
    {
        return new JObject { { "error", error }, { "calls", calls }, { "logs", logs } };
    }
}
