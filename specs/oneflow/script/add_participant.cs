// Adds a participant to a contract: as a party of its own, to the owner's party, or for a company. Whoever is there
// already is not added again, so that the action can be repeated after a failure of any of its calls.
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
    var person = Participant(party);

    var answer = await Ask(request, contract + "/parties").ConfigureAwait(false);
    if (!answer.IsSuccessStatusCode)
    {
        return answer;
    }
    var parties = Objects(At(await ReadLast(answer).ConfigureAwait(false), "data"));
    var added = type == "individual"
        ? await AddIndividual(request, contract, parties, party, person).ConfigureAwait(false)
        : type == "ownerside"
        ? await AddToOwner(request, contract, parties, person).ConfigureAwait(false)
        : await AddToCompany(request, contract, parties, party, person).ConfigureAwait(false);
    if (place == null || !added.IsSuccessStatusCode)
    {
        return added;
    }
    var made = await ReadAnswer(added).ConfigureAwait(false);
    var id = At(made, "participants", 0, "id") ?? At(made, "participant", "id") ?? At(made, "id");
    var refused = await SetPlace(request, contract, Text(id), person, place.Value).ConfigureAwait(false);
    if (refused == null)
    {
        return added;
    }
    added.Dispose();
    return await Replace(refused, new int[0], null, problem =>
        "The participant is in the contract, but has no place in the signing order yet: " + (Text(At(problem, "detail")) ?? "Oneflow gives no reason.")
        + " Run the action again; it adds nobody twice.").ConfigureAwait(false);
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

private async Task<HttpResponseMessage> AddIndividual(
    HttpRequestMessage request, string contract, IEnumerable<JObject> parties, JObject party, JObject person)
{
    var known = parties.FirstOrDefault(one => Text(one["type"]) == "individual" && People(one).Any(other => IsSame(other, person)));
    if (known != null)
    {
        return Reply(HttpStatusCode.OK, known);
    }
    party["type"] = "individual";
    return await Send(request, HttpMethod.Post, contract + "/parties", party).ConfigureAwait(false);
}

private async Task<HttpResponseMessage> AddToOwner(
    HttpRequestMessage request, string contract, IEnumerable<JObject> parties, JObject person)
{
    var owner = parties.FirstOrDefault(party => Text(party["my_party"]) == "true");
    if (owner == null)
    {
        throw new Refusal(HttpStatusCode.NotFound, "The contract has no party of your own.");
    }
    return await AddTo(request, contract, owner, person).ConfigureAwait(false);
}

// The company is looked for among the parties of the contract and made only if it is not there.
private async Task<HttpResponseMessage> AddToCompany(
    HttpRequestMessage request, string contract, IEnumerable<JObject> parties, JObject party, JObject person)
{
    var known = parties.FirstOrDefault(one => IsCompany(one, party));
    if (known != null)
    {
        return await AddTo(request, contract, known, person).ConfigureAwait(false);
    }
    party.Remove("participant");
    party["type"] = "company";
    party["participants"] = Items(person);
    return await Send(request, HttpMethod.Post, contract + "/parties", party).ConfigureAwait(false);
}

private async Task<HttpResponseMessage> AddTo(HttpRequestMessage request, string contract, JObject party, JObject person)
{
    var known = People(party).FirstOrDefault(one => IsSame(one, person));
    if (known != null)
    {
        return Reply(HttpStatusCode.OK, known);
    }
    var address = contract + "/parties/" + Segment("the id of a party", Text(party["id"]), HttpStatusCode.BadGateway) + "/participants";
    return await Send(request, HttpMethod.Post, address, person).ConfigureAwait(false);
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

// The same name, and the same of the first thing that tells people of one name apart; or nothing that does.
private static bool IsSame(JObject known, JObject person)
{
    var details = new[] { "email", "phone_number", "identification_number" };
    var telling = details.FirstOrDefault(name => !Same(person[name], null));
    return Same(known["name"], person["name"])
        && (telling == null ? details.All(name => Same(known[name], null)) : Same(known[telling], person[telling]));
}

private static bool Same(JToken one, JToken other)
{
    return string.Equals((Text(one) ?? "").Trim(), (Text(other) ?? "").Trim(), StringComparison.OrdinalIgnoreCase);
}

private static IEnumerable<JObject> People(JObject party)
{
    return Objects(party["participants"]).Concat(Objects(party["participant"]));
}

// Gives a participant a place and returns what went wrong, or null. Oneflow wants the places of all.
private async Task<HttpResponseMessage> SetPlace(HttpRequestMessage request, string contract, string id, JObject person, int place)
{
    var answer = await Ask(request, contract).ConfigureAwait(false);
    if (!answer.IsSuccessStatusCode)
    {
        return answer;
    }
    var whole = await ReadLast(answer).ConfigureAwait(false);
    var people = Objects(At(whole, "parties"))
        .SelectMany(People)
        .Where(one => !Missing(one["id"]))
        .OrderBy(one => Text(At(one, "_private_ownerside", "created_time")), StringComparer.Ordinal)
        .ToList();
    var placed = people.FirstOrDefault(one => Text(one["id"]) == id) ?? people.LastOrDefault(one => IsSame(one, person));
    if (placed == null)
    {
        return Reply(HttpStatusCode.BadGateway, Fields("detail", "Oneflow does not list the participant."));
    }
    var order = Order(Objects(At(whole, "sign_order")), people, placed, place);
    var answered = await Send(request, HttpMethod.Put, contract, Fields("sign_order", order)).ConfigureAwait(false);
    if (!answered.IsSuccessStatusCode)
    {
        return answered;
    }
    answered.Dispose();
    return null;
}

// No two have the same place: whoever has one keeps it or, where it is taken, gets the next one that is free, and
// everyone else gets the first free places in the order in which they were added.
private static JArray Order(IEnumerable<JObject> known, IEnumerable<JObject> people, JObject placed, int place)
{
    var before = known
        .Where(item => !Missing(item["participant_id"]) && !Missing(item["order"]))
        .GroupBy(item => Text(item["participant_id"]))
        .ToDictionary(group => group.Key, group => Number(group.First()["order"]));
    var others = people.Where(one => one != placed).Select(one => new { Id = one["id"], Place = PlaceOf(before, one) }).ToList();
    var taken = new SortedDictionary<int, JToken> { { place, placed["id"] } };
    var last = 0;
    foreach (var other in others.Where(one => one.Place > 0).OrderBy(one => one.Place))
    {
        last = Free(taken, Math.Max(other.Place, last + 1));
        taken[last] = other.Id;
    }
    foreach (var other in others.Where(one => one.Place < 1))
    {
        taken[Free(taken, 1)] = other.Id;
    }
    return new JArray(taken.Select(entry => Fields("participant_id", entry.Value, "order", entry.Key)));
}

private static int Free(IDictionary<int, JToken> taken, int first)
{
    while (taken.ContainsKey(first))
    {
        first++;
    }
    return first;
}

private static int PlaceOf(IDictionary<string, int> places, JObject person)
{
    int place;
    return places.TryGetValue(Text(person["id"]), out place) ? place : 0;
}

private static int Number(JToken json)
{
    int number;
    return int.TryParse(Text(json), out number) ? number : 0;
}
