// WorkPoint: custom code, generated from the specification workpoint.
// Change the recipes there, not this file.
public class Script : ScriptBase
{
    private static readonly string[] Operations =
    {
        "WebHookRegistrations_Post",
        "WebHookRegistrations_Delete",
    };

    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        try
        {
            switch (KnownOperation())
            {
                case "WebHookRegistrations_Post":
                    return await WebHookRegistrations_Post().ConfigureAwait(false);
                case "WebHookRegistrations_Delete":
                    return await WebHookRegistrations_Delete().ConfigureAwait(false);
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

    // WebHookRegistrations_Post: POST /api/webhookproxy
    private async Task<HttpResponseMessage> WebHookRegistrations_Post()
    {
        var request = Context.Request;
        var route = Route(request, "^(.*)/api/webhookproxy/?$");
        var api = Api(request, route);
        var body = await ReadBody(request).ConfigureAwait(false);
        var sent = Copy(body);

        SetHeader(request, "WorkPoint365Url", Text(At(body, "Properties", "WorkPointUrl")));

        foreach (var item in Objects(sent))
        {
            Put(item, "Properties", Fields(
                "BusinessModuleId", At(body, "Properties", "BusinessModuleId"),
                "WorkPointTrigger", At(body, "Properties", "WorkPointTrigger")));
        }
        request.Content = JsonContent(sent);

        var response = await Context.SendAsync(request, CancellationToken).ConfigureAwait(false);

        if (response.Headers.Location != null)
        {
            response.Headers.Location = new Uri(request.RequestUri, response.Headers.Location);
        }
        else if (response.IsSuccessStatusCode)
        {
            var answer = await ReadAnswer(response).ConfigureAwait(false);
            response.Headers.Location = new Uri(api + "/api/webhookproxy/" + Segment("@response().Id", Text(At(answer, "Id")), HttpStatusCode.BadGateway));
        }
        if (response.Headers.Location != null)
        {
            response.Headers.Location = WithQuery(response.Headers.Location, Pair("site", Text(At(body, "Properties", "WorkPointUrl"))));
        }

        return response;
    }

    // WebHookRegistrations_Delete: DELETE /api/webhookproxy/{id}
    private async Task<HttpResponseMessage> WebHookRegistrations_Delete()
    {
        var request = Context.Request;
        var query = QueryOf(request);

        SetHeader(request, "WorkPoint365Url", Value(query, "site"));

        {
            var parameters = Parameters(request);
            parameters = Without(parameters, "site");
            SetParameters(request, parameters);
        }

        var response = await Context.SendAsync(request, CancellationToken).ConfigureAwait(false);

        return response;
    }

    // The address below which the API's paths lie, as the connection chose it.
    private static string Api(HttpRequestMessage request, Match route)
    {
        return request.RequestUri.GetLeftPart(UriPartial.Authority) + route.Groups[1].Value;
    }

    // The value at a path of names and indices, or null.
    private static JToken At(JToken json, params object[] path)
    {
        foreach (var step in path)
        {
            var list = json as JArray;
            var entry = json as JObject;
            if (step is int)
            {
                json = list != null && (int)step < list.Count ? list[(int)step] : null;
            }
            else
            {
                json = entry != null ? entry[(string)step] : null;
            }
        }
        return json;
    }

    private static bool BelongsToContent(string name)
    {
        return name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)
            || new[] { "Allow", "Expires", "Last-Modified" }.Contains(name, StringComparer.OrdinalIgnoreCase);
    }

    private static JToken Copy(JToken json)
    {
        return json == null ? new JObject() : json.DeepClone();
    }

    private static string Decoded(string text)
    {
        return Uri.UnescapeDataString(text.Replace('+', ' '));
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

    private static HttpContent JsonContent(JToken json)
    {
        return CreateJsonContent((json ?? JValue.CreateNull()).ToString(Newtonsoft.Json.Formatting.None));
    }

    private static bool Missing(JToken json)
    {
        return json == null || json.Type == JTokenType.Null;
    }

    // The object itself, or the objects of a list.
    private static IEnumerable<JObject> Objects(JToken json)
    {
        return json is JArray ? json.OfType<JObject>().ToList() : new[] { json }.OfType<JObject>().ToList();
    }

    private static KeyValuePair<string, string> Pair(string name, string value)
    {
        return new KeyValuePair<string, string>(name, value);
    }

    private static List<KeyValuePair<string, string>> Parameters(HttpRequestMessage request)
    {
        return request.RequestUri.Query.TrimStart('?').Split('&').Where(text => text != "")
            .Select(text => text.Split(new[] { '=' }, 2))
            .Select(pair => Pair(Decoded(pair[0]), pair.Length == 2 ? Decoded(pair[1]) : ""))
            .ToList();
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

    // The query of the call, decoded, by name; a parameter that is repeated is joined by commas.
    private static IDictionary<string, string> QueryOf(HttpRequestMessage request)
    {
        return Parameters(request).GroupBy(pair => pair.Key)
            .ToDictionary(group => group.Key, group => string.Join(",", group.Select(pair => pair.Value)));
    }

    // An answer that cannot be read is not passed on, so that it is disposed here.
    private static async Task<JToken> ReadAnswer(HttpResponseMessage response)
    {
        try
        {
            return await ReadJson(response.Content, HttpStatusCode.BadGateway, "The answer of the API is not JSON.").ConfigureAwait(false);
        }
        catch (Refusal)
        {
            response.Dispose();
            throw;
        }
    }

    private static Task<JToken> ReadBody(HttpRequestMessage request)
    {
        return ReadJson(request.Content, HttpStatusCode.BadRequest, "The body of the call is not JSON.");
    }

    // Null if there is nothing to read; texts that look like dates stay the texts they are.
    private static async Task<JToken> ReadJson(HttpContent content, HttpStatusCode status, string message)
    {
        var text = content == null ? "" : await content.ReadAsStringAsync().ConfigureAwait(false);
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }
        try
        {
            var reader = new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None };
            return JToken.ReadFrom(reader);
        }
        catch (JsonException)
        {
            throw new Refusal(status, message);
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

    // A value as one segment of a path: never empty, and never a step to another folder.
    private static string Segment(string source, string value, HttpStatusCode status = HttpStatusCode.BadRequest)
    {
        if (string.IsNullOrWhiteSpace(value) || value == "." || value == "..")
        {
            throw new Refusal(status, "The address needs a value of " + source + ".");
        }
        return Uri.EscapeDataString(value);
    }

    // Null leaves the header as it is.
    private static void SetHeader(HttpRequestMessage request, string name, string value)
    {
        if (value == null)
        {
            return;
        }
        if (value.Any(char.IsControl))
        {
            throw new Refusal(HttpStatusCode.BadRequest, "A value for the header " + name + " holds a line break.");
        }
        RemoveHeader(request, name);
        if (!BelongsToContent(name))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
        else if (request.Content != null)
        {
            request.Content.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private static void SetParameters(HttpRequestMessage request, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var query = string.Join("&", parameters.Select(pair => Uri.EscapeDataString(pair.Key) + "=" + Uri.EscapeDataString(pair.Value)));
        request.RequestUri = new Uri(request.RequestUri.GetLeftPart(UriPartial.Path) + (query == "" ? "" : "?" + query));
    }

    // A value as text, or null: a text as it is, everything else as JSON writes it.
    private static string Text(JToken json)
    {
        if (Missing(json))
        {
            return null;
        }
        return json.Type == JTokenType.String ? (string)json : json.ToString(Newtonsoft.Json.Formatting.None);
    }

    private static string Value(IDictionary<string, string> values, string name, string fallback = null)
    {
        string value;
        return values.TryGetValue(name, out value) && value != "" ? value : fallback;
    }

    // An address with more values in its query; a value that is missing is left out.
    private static Uri WithQuery(Uri address, params KeyValuePair<string, string>[] values)
    {
        var given = values.Where(pair => pair.Value != null);
        var added = given.Select(pair => Uri.EscapeDataString(pair.Key) + "=" + Uri.EscapeDataString(pair.Value));
        var query = string.Join("&", new[] { address.Query.TrimStart('?') }.Concat(added).Where(part => part != ""));
        return new UriBuilder(address) { Query = query }.Uri;
    }

    private static List<KeyValuePair<string, string>> Without(List<KeyValuePair<string, string>> parameters, string name)
    {
        return parameters.Where(pair => pair.Key != name).ToList();
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
