// One call of an operation: what the platform hands to the script, and what goes out over the pipe for it.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json.Linq;

public sealed class Call : IScriptContext, ILogger
{
    public static Call Current;

    private readonly Pipe pipe;
    private readonly int number;
    private readonly CancellationTokenSource source = new CancellationTokenSource();
    private readonly bool limited;
    private readonly List<Answer> answers = new List<Answer>();
    private readonly HashSet<HttpRequestMessage> sent = new HashSet<HttpRequestMessage>();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<Frame>> waiting = new ConcurrentDictionary<int, TaskCompletionSource<Frame>>();
    private bool cancelled;
    private int ended;

    public Call(Pipe pipe, Frame order)
    {
        this.pipe = pipe;
        var head = order.Head;
        number = (int)head["number"];
        OperationId = (string)head["operation"];
        CorrelationId = (string)head["correlation"];
        var url = (string)head["url"];
        OriginalRequestUri = new Uri((string)head["original"] ?? url);
        Request = new HttpRequestMessage(new HttpMethod((string)head["method"]), url);
        if ((bool)head["content"])
        {
            Request.Content = new ByteArrayContent(order.Body);
        }
        Headers.Add((JArray)head["headers"], Request.Headers, Request.Content);
        limited = head["limit"].Type != JTokenType.Null;
        if (limited)
        {
            source.CancelAfter(TimeSpan.FromSeconds((double)head["limit"]));
        }
    }

    public string CorrelationId { get; private set; }
    public string OperationId { get; private set; }
    public Uri OriginalRequestUri { get; private set; }
    public HttpRequestMessage Request { get; private set; }
    public ILogger Logger { get { return this; } }
    public CancellationToken Token { get { return source.Token; } }

    public Uri CreateNotificationUri(string relative)
    {
        return new Uri(OriginalRequestUri, relative);
    }

    public void Write(LogLevel level, string message)
    {
        Put(new JObject { { "kind", "log" }, { "level", level.ToString() }, { "message", message } }, new byte[0]);
    }

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        return Send(request, cancellationToken, false);
    }

    // `own` says that the script uses an HttpClient of its own.
    public async Task<HttpResponseMessage> Send(HttpRequestMessage request, CancellationToken cancellationToken, bool own)
    {
        int id;
        var answer = new TaskCompletionSource<Frame>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (sent)
        {
            if (!sent.Add(request)) // as HttpClient of the .NET Framework, where the platform's scripts come from
            {
                throw new InvalidOperationException("The request message was already sent. Cannot send the same request message multiple times.");
            }
            id = sent.Count;
        }
        var head = new JObject
        {
            { "kind", "send" },
            { "id", id },
            { "method", request.Method.Method },
            { "url", request.RequestUri.AbsoluteUri },
            { "headers", Headers.Of(request.Headers, request.Content) },
            { "own", own },
        };
        waiting[id] = answer;
        Put(head, await Bytes(request.Content).ConfigureAwait(false));
        using (cancellationToken.Register(() => answer.TrySetCanceled()))
        {
            var frame = await answer.Task.ConfigureAwait(false);
            if (request.Content != null)
            {
                request.Content.Dispose();
            }
            return Answer(request, frame);
        }
    }

    // Gives a frame of the kind `answer` or `failure` to the part of the script that waits for it.
    public void Answered(Frame frame)
    {
        TaskCompletionSource<Frame> answer;
        if ((int)frame.Head["number"] == number && waiting.TryRemove((int)frame.Head["id"], out answer))
        {
            answer.TrySetResult(frame);
        }
    }

    public void Cancel()
    {
        cancelled = true;
        source.Cancel();
    }

    public async Task Done(HttpResponseMessage response)
    {
        var answer = response as Answer;
        var body = await Bytes(response.Content).ConfigureAwait(false);
        var head = new JObject
        {
            { "kind", "done" },
            { "status", (int)response.StatusCode },
            { "headers", Headers.Of(response.Headers, response.Content) },
            { "error", Failure.Noted == null ? null : Failure.Json(Failure.Noted) },
        };
        if (answer != null)
        {
            answer.Disposed = true; // the platform disposes it
        }
        End(head, body);
    }

    public void Failed(Exception fault)
    {
        var late = fault is OperationCanceledException && limited && Token.IsCancellationRequested && !cancelled;
        var kind = fault is RefusedException ? "refused" : fault is BusyException ? "busy" : late ? "timeout" : "exception";
        End(new JObject { { "kind", "failed" }, { "why", kind }, { "error", Failure.Json(fault) } }, new byte[0]);
    }

    private HttpResponseMessage Answer(HttpRequestMessage request, Frame frame)
    {
        if ((string)frame.Head["kind"] == "failure")
        {
            var message = (string)frame.Head["message"];
            throw (bool)frame.Head["late"] ? (Exception)new TaskCanceledException(message) : new HttpRequestException(message);
        }
        var answer = new Answer((HttpStatusCode)(int)frame.Head["status"]) { RequestMessage = request };
        answer.Content = new ByteArrayContent(frame.Body);
        Headers.Add((JArray)frame.Head["headers"], answer.Headers, answer.Content);
        lock (answers)
        {
            answers.Add(answer);
        }
        answer.Id = (int)frame.Head["id"];
        return answer;
    }

    private void End(JObject head, byte[] body)
    {
        var undisposed = new JArray();
        lock (answers)
        {
            foreach (var answer in answers)
            {
                if (!answer.Disposed)
                {
                    undisposed.Add(answer.Id);
                }
            }
        }
        head["undisposed"] = undisposed;
        Put(head, body);
        Interlocked.Exchange(ref ended, 1);
    }

    // What a script does after its end is lost, as on the platform.
    private void Put(JObject head, byte[] body)
    {
        if (Thread.VolatileRead(ref ended) == 0)
        {
            head["number"] = number;
            pipe.Write(head, body);
        }
    }

    private static Task<byte[]> Bytes(HttpContent content)
    {
        return content == null ? Task.FromResult(new byte[0]) : content.ReadAsByteArrayAsync();
    }
}

// An answer of the service that notes whether the script disposed it.
public sealed class Answer : HttpResponseMessage
{
    public bool Disposed;
    public int Id;

    public Answer(HttpStatusCode status) : base(status)
    {
    }

    protected override void Dispose(bool disposing)
    {
        Disposed = true;
        base.Dispose(disposing);
    }
}

// Headers of a message and of its content, as pairs in their order.
public static class Headers
{
    // .NET gives the products of these headers one by one; they are one value, with blanks between them
    // (RFC 9110, sections 10.1.5 and 10.2.4).
    private static readonly string[] OfProducts = { "User-Agent", "Server" };

    public static void Add(JArray pairs, System.Net.Http.Headers.HttpHeaders message, HttpContent content)
    {
        foreach (JArray pair in pairs)
        {
            var name = (string)pair[0];
            var value = (string)pair[1];
            if (!message.TryAddWithoutValidation(name, value) && content != null)
            {
                content.Headers.TryAddWithoutValidation(name, value);
            }
        }
    }

    public static JArray Of(System.Net.Http.Headers.HttpHeaders message, HttpContent content)
    {
        var pairs = new JArray();
        Put(pairs, message);
        if (content != null)
        {
            Put(pairs, content.Headers);
        }
        return pairs;
    }

    private static void Put(JArray pairs, System.Net.Http.Headers.HttpHeaders headers)
    {
        foreach (var header in headers)
        {
            var products = OfProducts.Contains(header.Key, StringComparer.OrdinalIgnoreCase);
            foreach (var value in products ? new[] { string.Join(" ", header.Value) } : header.Value)
            {
                pairs.Add(new JArray(header.Key, value));
            }
        }
    }
}
