// Runs operations of compiled scripts, one at a time; stays until its input ends. See Pipe.cs for the frames.
// In: call, answer, failure, cancel. Out: send, log, done, failed.
using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection;
using System.Threading;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;

public static class Runner
{
    private static readonly Dictionary<string, Assembly> Loaded = new Dictionary<string, Assembly>();

    public static int Main()
    {
        ThreadPool.SetMinThreads(16, 16); // a script may block threads with .Result; new ones come slowly
        var pipe = new Pipe(Console.OpenStandardInput(), new BufferedStream(Console.OpenStandardOutput(), 65536));
        Console.SetOut(TextWriter.Null); // a script that prints must not disturb the protocol
        Console.SetIn(TextReader.Null);
        NoRequests.Register();
        Call call = null;
        for (var frame = pipe.Read(); frame != null; frame = pipe.Read())
        {
            switch ((string)frame.Head["kind"])
            {
                case "call":
                    call = new Call(pipe, frame);
                    if (SpinWait.SpinUntil(IsIdle, 50))
                    {
                        Start(call, frame.Head);
                    }
                    else
                    {
                        call.Failed(new BusyException());
                    }
                    break;
                case "cancel":
                    Task.Run((Action)call.Cancel);
                    break;
                default:
                    call.Answered(frame);
                    break;
            }
        }
        return 0;
    }

    // Whether nothing runs: what an earlier call left running would run beside every later one.
    private static bool IsIdle()
    {
        int most, free, ignored;
        ThreadPool.GetMaxThreads(out most, out ignored);
        ThreadPool.GetAvailableThreads(out free, out ignored);
        return free == most;
    }

    private static void Start(Call call, JObject order)
    {
        Call.Current = call;
        Failure.Noted = null;
        Task.Run(async () =>
        {
            try
            {
                await call.Done(await Run(call, order).ConfigureAwait(false)).ConfigureAwait(false);
            }
            catch (Exception fault)
            {
                call.Failed(fault);
            }
        });
    }

    private static async Task<System.Net.Http.HttpResponseMessage> Run(Call call, JObject order)
    {
        var assembly = Load((string)order["assembly"]);
        var type = assembly.GetType((string)order["script"] + ".Script", false);
        if (type == null || !typeof(ScriptBase).IsAssignableFrom(type))
        {
            throw new RefusedException("the script has no class Script that derives from ScriptBase");
        }
        var script = (ScriptBase)Activator.CreateInstance(type);
        script.Context = call;
        script.CancellationToken = call.Token;
        var response = await script.ExecuteAsync().ConfigureAwait(false);
        if (response == null)
        {
            throw new InvalidOperationException("the script returned null");
        }
        return response;
    }

    private static Assembly Load(string path)
    {
        Assembly assembly;
        if (!Loaded.TryGetValue(path, out assembly))
        {
            assembly = Assembly.LoadFrom(path);
            Allowed.Check(assembly);
            Loaded[path] = assembly;
        }
        return assembly;
    }
}

public sealed class BusyException : Exception
{
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
