// What the platform gives a script, https://learn.microsoft.com/connectors/custom-connectors/write-code
using System;
using System.Net.Http;
using System.Text;
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

namespace Microsoft.Extensions.Logging
{
    public enum LogLevel { Trace, Debug, Information, Warning, Error, Critical, None }

    public interface ILogger
    {
        void Write(LogLevel level, string message);
    }

    public static class LoggerExtensions
    {
        public static void LogTrace(this ILogger logger, string message, params object[] args) { logger.Write(LogLevel.Trace, message); }
        public static void LogDebug(this ILogger logger, string message, params object[] args) { logger.Write(LogLevel.Debug, message); }
        public static void LogInformation(this ILogger logger, string message, params object[] args) { logger.Write(LogLevel.Information, message); }
        public static void LogWarning(this ILogger logger, string message, params object[] args) { logger.Write(LogLevel.Warning, message); }
        public static void LogError(this ILogger logger, string message, params object[] args) { logger.Write(LogLevel.Error, message); }
        public static void LogError(this ILogger logger, Exception fault, string message, params object[] args) { logger.Write(LogLevel.Error, message); }
        public static void LogCritical(this ILogger logger, string message, params object[] args) { logger.Write(LogLevel.Critical, message); }
    }
}
