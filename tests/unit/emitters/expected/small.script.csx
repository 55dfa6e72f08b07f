// Shop */ class: custom code, generated from the specification small.
// Change the recipes there, not this file.
public class Script : ScriptBase
{
    private static readonly string[] Operations =
    {
        "GetOrder",
        "ListKinds",
        "Problem",
    };

    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        try
        {
            switch (KnownOperation())
            {
                case "GetOrder":
                    return await GetOrder().ConfigureAwait(false);
                case "ListKinds":
                    return ListKinds();
                case "Problem":
                    return await ProblemOperation().ConfigureAwait(false);
                default:
                    return Problem(HttpStatusCode.BadRequest, "The custom code knows no such operation.");
            }
        }
        catch (Refusal refusal)
        {
            return Problem(refusal.Status, refusal.Message);
        }
        catch (OperationCanceledException)
        {
            Context.Logger.LogWarning("The API did not answer in time. Id of the call: " + Context.CorrelationId);
            return Problem(HttpStatusCode.GatewayTimeout, "The API did not answer in time.");
        }
        catch (HttpRequestException)
        {
            Context.Logger.LogWarning("The API could not be reached. Id of the call: " + Context.CorrelationId);
            return Problem(HttpStatusCode.BadGateway, "The API could not be reached.");
        }
        catch (Exception fault)
        {
            // The message of the exception stays here, because it can hold what was sent.
            Context.Logger.LogError("The custom code failed with " + fault.GetType().Name + ". Id of the call: " + Context.CorrelationId);
            return Problem(HttpStatusCode.InternalServerError, "The custom code failed. Id of the call: " + Context.CorrelationId);
        }
    }

    // In some regions the operation's id arrives encoded in base64.
    private string KnownOperation()
    {
        if (Operations.Contains(Context.OperationId))
        {
            return Context.OperationId;
        }
        try
        {
            var decoded = Encoding.UTF8.GetString(Convert.FromBase64String(Context.OperationId ?? ""));
            return Operations.Contains(decoded) ? decoded : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    // GetOrder: GET /orders/{id}
    private async Task<HttpResponseMessage> GetOrder()
    {
        var request = Context.Request;

        RemoveHeader(request, "x-as");

        var response = await Context.SendAsync(request, CancellationToken).ConfigureAwait(false);

        return response;
    }

    // ListKinds: GET /kinds
    private HttpResponseMessage ListKinds()
    {
        return Reply((HttpStatusCode)200, Items("a", "b"));
    }

    // Problem: GET /problem
    private async Task<HttpResponseMessage> ProblemOperation()
    {
        var request = Context.Request;
        var route = Route(request, "^(.*)/problem/?$");
        var api = Api(request, route);

        await Add(request, api).ConfigureAwait(false);

        var response = await Context.SendAsync(request, CancellationToken).ConfigureAwait(false);

        return response;
    }

    // Adds.
    private Task Add(HttpRequestMessage request, string api)
    {

        return Ask(request, api);
    }

    // The address below which the API's paths lie, as the connection chose it.
    private static string Api(HttpRequestMessage request, Match route)
    {
        return request.RequestUri.GetLeftPart(UriPartial.Authority) + route.Groups[1].Value;
    }

    // A call to the same API with the headers of the call at hand.
    private async Task<HttpResponseMessage> Ask(HttpRequestMessage request, string address)
    {
        return await Send(request, HttpMethod.Get, address, null).ConfigureAwait(false);
    }

    private static bool BelongsToContent(string name)
    {
        return name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)
            || new[] { "Allow", "Expires", "Last-Modified" }.Contains(name, StringComparer.OrdinalIgnoreCase);
    }

    // An object of names and values in turn; a value that is missing leaves its name out.
    private static JObject Fields(params object[] pairs)
    {
        var made = new JObject();
        for (var index = 0; index < pairs.Length; index += 2)
        {
            Put(made, (string)pairs[index], pairs[index + 1]);
        }
        return made;
    }

    // A list of values; one that is missing is left out.
    private static JArray Items(params object[] values)
    {
        return new JArray(values.Where(value => value != null).Select(value => value as JToken ?? new JValue(value)));
    }

    private static HttpContent JsonContent(JToken json)
    {
        return CreateJsonContent((json ?? JValue.CreateNull()).ToString(Newtonsoft.Json.Formatting.None));
    }

    private static HttpResponseMessage Problem(HttpStatusCode status, string message)
    {
        return Reply(status, Fields("status", (int)status, "message", message));
    }

    private static void Put(JObject json, string name, object value)
    {
        if (value != null)
        {
            json[name] = value as JToken ?? new JValue(value);
        }
    }

    private static void RemoveHeader(HttpRequestMessage request, string name)
    {
        if (!BelongsToContent(name))
        {
            request.Headers.Remove(name);
        }
        else if (request.Content != null)
        {
            request.Content.Headers.Remove(name);
        }
    }

    private static HttpResponseMessage Reply(HttpStatusCode status, JToken body)
    {
        var response = new HttpResponseMessage(status);
        if (body != null)
        {
            response.Content = JsonContent(body);
        }
        return response;
    }

    // The address of the call, split where the pattern has groups: what comes before the path, then its variables.
    private static Match Route(HttpRequestMessage request, string pattern)
    {
        var route = Regex.Match(request.RequestUri.AbsolutePath, pattern);
        if (!route.Success)
        {
            throw new Refusal(HttpStatusCode.InternalServerError, "The path of the call is not the path of the operation.");
        }
        return route;
    }

    private static bool SameOrigin(Uri one, Uri other)
    {
        return one.Scheme == other.Scheme && one.Port == other.Port
            && string.Equals(one.Host, other.Host, StringComparison.OrdinalIgnoreCase);
    }

    // The headers of the call go along; they hold credentials, so the address must lie on the same host.
    private async Task<HttpResponseMessage> Send(HttpRequestMessage request, HttpMethod method, string address, JToken body)
    {
        var call = new HttpRequestMessage(method, new Uri(address));
        if (!SameOrigin(request.RequestUri, call.RequestUri))
        {
            throw new Refusal(HttpStatusCode.InternalServerError, "The custom code may call no other host.");
        }
        foreach (var header in request.Headers)
        {
            call.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }
        if (body != null)
        {
            call.Content = JsonContent(body);
        }
        return await Context.SendAsync(call, CancellationToken).ConfigureAwait(false);
    }

    // Ends a call with a status and a message of our own.
    private sealed class Refusal : Exception
    {
        public Refusal(HttpStatusCode status, string message) : base(message)
        {
            Status = status;
        }

        public HttpStatusCode Status { get; private set; }
    }
}
