// Adds a participant to a contract: as a party of its own, to the owner's party, or for a company. The company is
// looked for among the parties of the contract and made only if it is not there.
private async Task<HttpResponseMessage> AddParticipant(HttpRequestMessage request, string api)
{
    var headers = HeadersOf(request);
    var contract = api + "/contracts/" + Segment("@headers('contract_id')", Value(headers, "contract_id"));
    var type = Value(headers, "participant_type", "").ToLowerInvariant();
    var place = Place(Value(headers, "signing_order"));
    foreach (var name in new[] { "contract_id", "participant_type", "signing_order" })
    {
        RemoveHeader(request, name); // they are meant for this script, not for Oneflow
    }
    Require(type, "^(?:individual|company|ownerside)\\z", "The participant type is Individual, Company or Ownerside.");
    var party = await ReadBody(request).ConfigureAwait(false) as JObject ?? new JObject();
    var participant = Participant(party);

    HttpResponseMessage added;
    if (type == "individual")
    {
        party["type"] = type;
        added = await Send(request, HttpMethod.Post, contract + "/parties", party).ConfigureAwait(false);
    }
    else
    {
        var answer = await Ask(request, contract + "/parties").ConfigureAwait(false);
        if (!answer.IsSuccessStatusCode)
        {
            return answer;
        }
        var parties = Objects(At(await ReadAnswer(answer).ConfigureAwait(false), "data"));
        added = type == "ownerside"
            ? await AddToOwner(request, contract, parties, participant).ConfigureAwait(false)
            : await AddToCompany(request, contract, parties, party, participant).ConfigureAwait(false);
    }
    if (place == null || !added.IsSuccessStatusCode)
    {
        return added;
    }
    var made = await ReadAnswer(added).ConfigureAwait(false);
    var id = At(made, "participants", 0, "id") ?? At(made, "participant", "id") ?? At(made, "id");
    var ordered = await SetPlace(request, contract, Text(id), place.Value).ConfigureAwait(false);
    return ordered.IsSuccessStatusCode ? added : ordered;
}

// The number may come with decimals that say nothing: 2.0.
private static int? Place(string text)
{
    if (string.IsNullOrWhiteSpace(text))
    {
        return null;
    }
    Require(text, "^[1-9][0-9]{0,2}(?:[.]0+)?\\z", "The signing order is a whole number from 1 to 999.");
    return int.Parse(text.Split('.')[0]);
}

// The participant of the form. Some designers send the permission under its whole path instead of nested.
private static JObject Participant(JObject party)
{
    const string flat = "_permissions/contract:update";
    var participant = party["participant"] as JObject;
    if (participant == null)
    {
        throw new Refusal(HttpStatusCode.BadRequest, "The party has no participant.");
    }
    if (!Missing(participant[flat]) && Missing(participant["_permissions"]))
    {
        participant["_permissions"] = Fields("contract:update", participant[flat]);
    }
    participant.Remove(flat);
    return participant;
}

private async Task<HttpResponseMessage> AddToOwner(
    HttpRequestMessage request, string contract, IEnumerable<JObject> parties, JObject participant)
{
    var owner = parties.FirstOrDefault(party => Text(party["my_party"]) == "true");
    if (owner == null)
    {
        throw new Refusal(HttpStatusCode.NotFound, "The contract has no party of your own.");
    }
    return await AddTo(request, contract, owner, participant).ConfigureAwait(false);
}

private async Task<HttpResponseMessage> AddToCompany(
    HttpRequestMessage request, string contract, IEnumerable<JObject> parties, JObject party, JObject participant)
{
    var known = parties.FirstOrDefault(one => IsCompany(one, party));
    if (known != null)
    {
        return await AddTo(request, contract, known, participant).ConfigureAwait(false);
    }
    party.Remove("participant");
    party["type"] = "company";
    party["participants"] = Items(participant);
    return await Send(request, HttpMethod.Post, contract + "/parties", party).ConfigureAwait(false);
}

private async Task<HttpResponseMessage> AddTo(
    HttpRequestMessage request, string contract, JObject party, JObject participant)
{
    var address = contract + "/parties/" + Segment("the id of a party", Text(party["id"]), HttpStatusCode.BadGateway) + "/participants";
    return await Send(request, HttpMethod.Post, address, participant).ConfigureAwait(false);
}

// Oneflow fills in a country that is not given, so a country counts only if the form has one.
private static bool IsCompany(JObject known, JObject party)
{
    var country = Text(party["country_code"]) ?? "";
    return Text(known["type"]) == "company"
        && Same(known["name"], party["name"])
        && Same(known["identification_number"], party["identification_number"])
        && (country == "" || string.Equals(country, Text(known["country_code"]), StringComparison.OrdinalIgnoreCase));
}

private static bool Same(JToken one, JToken other)
{
    return (Text(one) ?? "") == (Text(other) ?? "");
}

// Gives the new participant its place. Oneflow wants the places of all: whoever has one keeps it, and the others are
// numbered as they were added.
private async Task<HttpResponseMessage> SetPlace(HttpRequestMessage request, string contract, string id, int place)
{
    var answer = await Ask(request, contract).ConfigureAwait(false);
    if (!answer.IsSuccessStatusCode)
    {
        return answer;
    }
    var whole = await ReadAnswer(answer).ConfigureAwait(false);
    var places = Objects(At(whole, "sign_order"))
        .Where(item => !Missing(item["participant_id"]) && !Missing(item["order"]))
        .GroupBy(item => Text(item["participant_id"]))
        .ToDictionary(group => group.Key, group => group.First()["order"]);
    var people = Objects(At(whole, "parties"))
        .SelectMany(party => Objects(party["participants"]).Concat(Objects(party["participant"])))
        .OrderBy(person => Text(At(person, "_private_ownerside", "created_time")), StringComparer.Ordinal);
    var next = 1;
    var order = new JArray();
    foreach (var person in people)
    {
        var key = Text(person["id"]);
        JToken kept;
        var number = places.TryGetValue(key, out kept) && Text(kept) != "0" ? kept : key == id ? place : next++;
        order.Add(Fields("participant_id", person["id"], "order", number));
    }
    return await Send(request, HttpMethod.Put, contract, Fields("sign_order", order)).ConfigureAwait(false);
}
