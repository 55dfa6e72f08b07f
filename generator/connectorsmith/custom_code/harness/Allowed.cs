// What a script must not use here: everything that reaches a network or a process past Context.SendAsync.
// A script's own HttpClient is replaced before the script is compiled; see RoutedHttpClient.
using System;
using System.Collections.Generic;
using System.Net;
using System.Reflection;

public sealed class RefusedException : Exception
{
    public RefusedException(string message) : base(message)
    {
    }
}

// Refuses what a class of the framework would fetch for a script, as XDocument.Load does with an address.
public sealed class NoRequests : IWebRequestCreate
{
    public WebRequest Create(Uri uri)
    {
        throw new NotSupportedException("only this.Context.SendAsync reaches " + uri.Host);
    }

    public static void Register()
    {
        foreach (var scheme in new[] { "http://", "https://", "ftp://" })
        {
            WebRequest.RegisterPrefix(scheme, new NoRequests());
        }
    }
}

public static class Allowed
{
    private const int TypeReferences = 0x01000001; // ECMA-335, II.22.38
    private const int MemberReferences = 0x0A000001; // ECMA-335, II.22.25

    private static readonly string[] Types =
    {
        "System.Net.Sockets.", "System.Net.WebSockets.", "System.Net.NetworkInformation.", "System.Net.Mail.",
        "System.Net.WebClient", "System.Net.WebRequest", "System.Net.HttpWebRequest", "System.Net.FtpWebRequest",
        "System.Net.FileWebRequest", "System.Net.HttpListener", "System.Net.Dns", "System.Diagnostics.Process",
        "System.Reflection.Assembly", "System.Reflection.MethodInfo", "System.Reflection.MethodBase",
        "System.Reflection.ConstructorInfo", "System.Reflection.Emit.", "System.AppDomain", "Mono.",
    };

    private static readonly HashSet<string> Members = new HashSet<string>
    {
        "System.Net.Http.HttpClient..ctor", "System.Net.Http.HttpMessageInvoker..ctor",
        "System.Net.Http.DelegatingHandler..ctor", "System.Net.Http.MessageProcessingHandler..ctor",
        "System.Net.Http.WebRequestHandler..ctor", "System.Net.Http.HttpClientHandler.SendAsync", "System.Type.GetType",
        "System.Type.InvokeMember", "System.Type.GetTypeFromProgID", "System.Activator.CreateInstance",
        "System.Activator.CreateInstanceFrom", "System.Environment.GetEnvironmentVariables",
    };

    // Raises RefusedException with the name of the first thing that is not allowed.
    public static void Check(Assembly assembly)
    {
        foreach (var member in References(assembly.ManifestModule))
        {
            var name = Refused(member);
            if (name != null)
            {
                throw new RefusedException(name);
            }
        }
        foreach (var type in assembly.GetTypes())
        {
            foreach (var method in type.GetMethods(
                BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if ((method.Attributes & MethodAttributes.PinvokeImpl) != 0)
                {
                    throw new RefusedException("DllImport");
                }
            }
        }
    }

    private static string Refused(MemberInfo member)
    {
        var type = member as Type;
        if (type == null)
        {
            var name = member.DeclaringType.FullName + "." + member.Name;
            return Members.Contains(name) && !IsGeneric(member) ? name : null;
        }
        foreach (var start in Types)
        {
            if (type.FullName == start || (start.EndsWith(".") && type.FullName.StartsWith(start, StringComparison.Ordinal)))
            {
                return type.FullName;
            }
        }
        return null;
    }

    // Activator.CreateInstance<T>() is what `new T()` of a type parameter becomes.
    private static bool IsGeneric(MemberInfo member)
    {
        var method = member as MethodBase;
        return method != null && method.IsGenericMethod;
    }

    private static IEnumerable<MemberInfo> References(Module module)
    {
        foreach (var first in new[] { TypeReferences, MemberReferences })
        {
            for (var token = first; ; token++)
            {
                MemberInfo member;
                try
                {
                    member = module.ResolveMember(token);
                }
                catch (ArgumentOutOfRangeException) // the end of the table
                {
                    break;
                }
                catch (Exception) // a type parameter's member cannot be resolved without the type
                {
                    continue;
                }
                yield return member;
            }
        }
    }
}
