// What the platform gives a script, https://learn.microsoft.com/connectors/custom-connectors/write-code
// The last two members of the context are not documented; published scripts use them.
using System;
using System.Globalization;
using System.Net.Http;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Logging;

public interface IScriptContext
{
    string CorrelationId { get; }
    string OperationId { get; }
    HttpRequestMessage Request { get; }
    ILogger Logger { get; }
    Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken);
    Uri OriginalRequestUri { get; }
    Uri CreateNotificationUri(string relative);
}

public abstract class ScriptBase
{
    public IScriptContext Context { get; set; }
    public CancellationToken CancellationToken { get; set; }

    public static StringContent CreateJsonContent(string serializedJson)
    {
        return new StringContent(serializedJson, Encoding.UTF8, "application/json");
    }

    public abstract Task<HttpResponseMessage> ExecuteAsync();
}

// Stands for HttpClient in scripts (see prelude.txt): its requests go the way of Context.SendAsync, so that none passes
// unseen. The handler that a script gives counts for nothing.
public class RoutedHttpClient : HttpClient
{
    public RoutedHttpClient() : base(new Route())
    {
    }

    public RoutedHttpClient(HttpMessageHandler handler) : base(new Route())
    {
    }

    public RoutedHttpClient(HttpMessageHandler handler, bool disposeHandler) : base(new Route())
    {
    }

    private sealed class Route : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            return Call.Current.Send(request, cancellationToken, true);
        }
    }
}

namespace Microsoft.Extensions.Logging
{
    public enum LogLevel { Trace, Debug, Information, Warning, Error, Critical, None }

    public interface ILogger
    {
        void Write(LogLevel level, string message);
    }

    public static class LoggerExtensions
    {
        // The message with its arguments in the place of what is in braces, in turn, as Microsoft.Extensions.Logging does.
        private static string Filled(string message, object[] args)
        {
            var next = 0;
            return Regex.Replace(message ?? "", "[{][^{}]*[}]", match => next < args.Length ? Convert.ToString(args[next++], CultureInfo.InvariantCulture) : match.Value);
        }

        public static void LogTrace(this ILogger logger, string message, params object[] args) { logger.Write(LogLevel.Trace, Filled(message, args)); }
        public static void LogDebug(this ILogger logger, string message, params object[] args) { logger.Write(LogLevel.Debug, Filled(message, args)); }
        public static void LogInformation(this ILogger logger, string message, params object[] args) { logger.Write(LogLevel.Information, Filled(message, args)); }
        public static void LogWarning(this ILogger logger, string message, params object[] args) { logger.Write(LogLevel.Warning, Filled(message, args)); }
        public static void LogError(this ILogger logger, string message, params object[] args) { logger.Write(LogLevel.Error, Filled(message, args)); }
        public static void LogError(this ILogger logger, Exception fault, string message, params object[] args) { logger.Write(LogLevel.Error, Filled(message, args)); }
        public static void LogCritical(this ILogger logger, string message, params object[] args) { logger.Write(LogLevel.Critical, Filled(message, args)); }
    }
}

// The platform's own namespace, which published scripts import.
namespace Microsoft.PowerPlatform.Connectors.CustomCode.CSharp
{
    public static class Imported
    {
    }
}

namespace Newtonsoft.Json.Linq
{
    // JObject has this method since Newtonsoft.Json 11; Debian has an older one.
    public static class JObjectExtensions
    {
        public static bool ContainsKey(this JObject json, string name)
        {
            return json.Property(name) != null;
        }
    }
}
