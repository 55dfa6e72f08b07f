// Oneflow: custom code, generated from the specification oneflow.
// Change the recipes there, not this file.
public class Script : ScriptBase
{
    private static readonly string[] Operations =
    {
        "DeleteAContractById",
        "GetAContractFileById",
        "UploadAttachments",
        "PartyCreate",
        "AddProduct",
        "PublishContract",
        "UpdateDataField",
        "webhookRegister",
        "GetTemplatesForWorkspace",
        "GetTemplateByTemplateId",
        "GetDynamicSchema",
        "GetExecuteAs",
    };

    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        try
        {
            switch (KnownOperation())
            {
                case "DeleteAContractById":
                    return await DeleteAContractById().ConfigureAwait(false);
                case "GetAContractFileById":
                    return await GetAContractFileById().ConfigureAwait(false);
                case "UploadAttachments":
                    return await UploadAttachments().ConfigureAwait(false);
                case "PartyCreate":
                    return await PartyCreate().ConfigureAwait(false);
                case "AddProduct":
                    return await AddProduct().ConfigureAwait(false);
                case "PublishContract":
                    return await PublishContract().ConfigureAwait(false);
                case "UpdateDataField":
                    return await UpdateDataField().ConfigureAwait(false);
                case "webhookRegister":
                    return await WebhookRegister().ConfigureAwait(false);
                case "GetTemplatesForWorkspace":
                    return await GetTemplatesForWorkspace().ConfigureAwait(false);
                case "GetTemplateByTemplateId":
                    return await GetTemplateByTemplateId().ConfigureAwait(false);
                case "GetDynamicSchema":
                    return GetDynamicSchema();
                case "GetExecuteAs":
                    return GetExecuteAs();
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

    // DeleteAContractById: DELETE /contracts/{contract_id}/
    private async Task<HttpResponseMessage> DeleteAContractById()
    {
        var request = Context.Request;
        var headers = HeadersOf(request);

        ExecuteAs(request, headers);

        var response = await Context.SendAsync(request, CancellationToken).ConfigureAwait(false);

        return response;
    }

    // GetAContractFileById: GET /contracts/{contract_id}/files/{file_id}
    private async Task<HttpResponseMessage> GetAContractFileById()
    {
        var request = Context.Request;
        var headers = HeadersOf(request);

        ExecuteAs(request, headers);

        var response = await Context.SendAsync(request, CancellationToken).ConfigureAwait(false);

        response = await Follow(request, response, 3, "Accept").ConfigureAwait(false);

        return response;
    }

    // UploadAttachments: POST /contracts/{contract_id}/files
    private async Task<HttpResponseMessage> UploadAttachments()
    {
        var request = Context.Request;
        var headers = HeadersOf(request);

        ExecuteAs(request, headers);

        var response = await Context.SendAsync(request, CancellationToken).ConfigureAwait(false);

        return response;
    }

    // PartyCreate: POST /contracts/parties/create
    private async Task<HttpResponseMessage> PartyCreate()
    {
        var request = Context.Request;
        var route = Route(request, "^(.*)/contracts/parties/create/?$");
        var api = Api(request, route);
        var headers = HeadersOf(request);

        ExecuteAs(request, headers);

        var response = await AddParticipant(request, api).ConfigureAwait(false);

        return response;
    }

    // AddProduct: POST /helpers/power_automate/post_products/
    private async Task<HttpResponseMessage> AddProduct()
    {
        var request = Context.Request;
        var route = Route(request, "^(.*)/helpers/power_automate/post_products/?$");
        var api = Api(request, route);
        var headers = HeadersOf(request);

        var foundTableAnswer = await Ask(request, api + "/contracts/" + Segment("@headers('x-ms-oneflow-contract_id')", Value(headers, "x-ms-oneflow-contract_id")) + "/product_groups").ConfigureAwait(false);
        if (!foundTableAnswer.IsSuccessStatusCode)
        {
            return foundTableAnswer;
        }
        var foundTable = await ReadLast(foundTableAnswer).ConfigureAwait(false);
        foundTable = At(foundTable, "data");
        foundTable = ItemAt(foundTable, Value(headers, "x-ms-oneflow-product-group-index"), "The contract has no product table of this number.");

        request.Method = new HttpMethod("POST");
        request.RequestUri = new Uri(api + "/contracts/" + Segment("@headers('x-ms-oneflow-contract_id')", Value(headers, "x-ms-oneflow-contract_id")) + "/product_groups/" + Segment("@lookup('table').id", Text(At(foundTable, "id")), HttpStatusCode.BadGateway) + "/products" + request.RequestUri.Query);

        RemoveHeader(request, "x-ms-oneflow-contract_id");
        RemoveHeader(request, "x-ms-oneflow-product-group-index");

        var response = await Context.SendAsync(request, CancellationToken).ConfigureAwait(false);

        return response;
    }

    // PublishContract: POST /contracts/{contract_id}/publish
    private async Task<HttpResponseMessage> PublishContract()
    {
        var request = Context.Request;
        var headers = HeadersOf(request);

        ExecuteAs(request, headers);

        var response = await Context.SendAsync(request, CancellationToken).ConfigureAwait(false);

        return response;
    }

    // UpdateDataField: PUT /contracts/{contract_id}/data_fields/c::{data_field_id}
    private async Task<HttpResponseMessage> UpdateDataField()
    {
        var request = Context.Request;
        var headers = HeadersOf(request);

        ExecuteAs(request, headers);

        var response = await Context.SendAsync(request, CancellationToken).ConfigureAwait(false);

        return response;
    }

    // webhookRegister: POST /webhooks
    private async Task<HttpResponseMessage> WebhookRegister()
    {
        var request = Context.Request;
        var route = Route(request, "^(.*)/webhooks/?$");
        var api = Api(request, route);

        var response = await Register(request, api).ConfigureAwait(false);

        if (response.IsSuccessStatusCode)
        {
            var answer = await ReadAnswer(response).ConfigureAwait(false);
            var changed = Copy(answer);
            foreach (var item in Objects(changed))
            {
                Put(item, "id", At(answer, "webhook_id"));
            }
            response.Content = JsonContent(changed);
        }

        if (response.Headers.Location != null)
        {
            response.Headers.Location = new Uri(request.RequestUri, response.Headers.Location);
        }
        else if (response.IsSuccessStatusCode)
        {
            var answer = await ReadAnswer(response).ConfigureAwait(false);
            response.Headers.Location = new Uri(api + "/webhooks/" + Segment("@response().id", Text(At(answer, "id")), HttpStatusCode.BadGateway));
        }

        return response;
    }

    // GetTemplatesForWorkspace: GET /helpers/contract_create_data/
    private async Task<HttpResponseMessage> GetTemplatesForWorkspace()
    {
        var request = Context.Request;
        var headers = HeadersOf(request);

        var response = await Context.SendAsync(request, CancellationToken).ConfigureAwait(false);

        if (response.IsSuccessStatusCode)
        {
            var answer = await ReadAnswer(response).ConfigureAwait(false);
            var changed = Copy(answer);
            changed = Where(changed, item => Text(At(item, "id")) == Value(headers, "x-oneflow-workspace-id"));
            changed = Flatten(changed, new object[] { "templates" });
            response.Content = JsonContent(changed);
        }

        return response;
    }

    // GetTemplateByTemplateId: GET /template_types/
    private async Task<HttpResponseMessage> GetTemplateByTemplateId()
    {
        var request = Context.Request;
        var route = Route(request, "^(.*)/template_types/?$");
        var api = Api(request, route);
        var headers = HeadersOf(request);

        var foundTypeAnswer = await Ask(request, api + "/templates/" + Segment("@headers('x-oneflow-template-id')", Value(headers, "x-oneflow-template-id"))).ConfigureAwait(false);
        if (!foundTypeAnswer.IsSuccessStatusCode)
        {
            return foundTypeAnswer;
        }
        var foundType = await ReadLast(foundTypeAnswer).ConfigureAwait(false);
        foundType = At(foundType, "template_type", "id");
        if (Missing(foundType))
        {
            return Reply(HttpStatusCode.OK, Fields("data_fields", Items()));
        }

        request.Method = new HttpMethod("GET");
        request.RequestUri = new Uri(api + "/template_types/" + Segment("@lookup('type')", Text(foundType), HttpStatusCode.BadGateway) + request.RequestUri.Query);

        var response = await Context.SendAsync(request, CancellationToken).ConfigureAwait(false);

        return response;
    }

    // GetDynamicSchema: GET /helpers/dynamic_schemas
    private HttpResponseMessage GetDynamicSchema()
    {
        var request = Context.Request;
        var headers = HeadersOf(request);

        switch (Value(headers, "schema_id") ?? "")
        {
            case "": // nothing is chosen yet
                return Reply(HttpStatusCode.OK, new JObject());
            case "Company":
                return Reply(HttpStatusCode.OK, Fields(
                    "type", "object",
                    "description", "A company, and the person who acts for it.",
                    "required", Items("name", "participant"),
                    "properties", Fields(
                        "name", Fields(
                            "type", "string",
                            "x-ms-summary", "Company name",
                            "description", "Legal name.",
                            "x-ms-visibility", "important"),
                        "identification_number", Fields(
                            "type", "string",
                            "x-ms-summary", "Company registration number",
                            "description", "Tells companies of the same name apart.",
                            "x-ms-visibility", "advanced"),
                        "country_code", Fields(
                            "type", "string",
                            "x-ms-summary", "Company country code",
                            "description", "Two letters of ISO 3166 such as SE.",
                            "x-ms-visibility", "advanced"),
                        "participant", Fields(
                            "type", "object",
                            "description", "A person who is added to a contract.",
                            "required", Items("name", "delivery_channel"),
                            "properties", Fields(
                                "name", Fields(
                                    "type", "string",
                                    "x-ms-summary", "Participant name",
                                    "description", "First and last name.",
                                    "x-ms-visibility", "important"),
                                "email", Fields(
                                    "type", "string",
                                    "x-ms-summary", "Participant email",
                                    "description", "Needed for your own side and if the contract or a code is sent by email."),
                                "phone_number", Fields(
                                    "type", "string",
                                    "x-ms-summary", "Participant phone number",
                                    "description", "With country code; needed if the contract or a code is sent by SMS."),
                                "delivery_channel", Fields(
                                    "type", "string",
                                    "x-ms-summary", "Delivery channel",
                                    "description", "How the contract reaches the person. Oneflow has to set up same_device for you; none sends nothing, and access tokens can be requested after publishing. A free plan allows counterparties only none.",
                                    "enum", Items("email", "sms", "email_and_sms", "same_device", "none")),
                                "two_step_authentication_method", Fields(
                                    "type", "string",
                                    "x-ms-summary", "Two-step authentication",
                                    "description", "Second check before the contract opens; sms needs a phone number and personal_identification an identification number.",
                                    "x-ms-visibility", "advanced",
                                    "enum", Items("email", "sms", "personal_identification", "none")),
                                "signatory", Fields(
                                    "type", "boolean",
                                    "x-ms-summary", "Is a signatory",
                                    "description", "Yes if the person may sign; then choose a sign method and give the permission to update.",
                                    "x-ms-visibility", "advanced"),
                                "sign_method", Fields(
                                    "type", "string",
                                    "x-ms-summary", "Sign method",
                                    "description", "How the person signs; sms and each electronic id need their extension in Oneflow. A free plan allows counterparties only standard_esign.",
                                    "x-ms-visibility", "advanced",
                                    "enum", Items(
                                        "standard_esign",
                                        "sms",
                                        "swedish_bankid",
                                        "norwegian_bankid",
                                        "danish_mitid",
                                        "finnish_bankid",
                                        "handwritten_signature",
                                        "eid_sign")),
                                "title", Fields(
                                    "type", "string",
                                    "x-ms-summary", "Participant title",
                                    "description", "Role in the company.",
                                    "x-ms-visibility", "advanced"),
                                "identification_number", Fields(
                                    "type", "string",
                                    "x-ms-summary", "Participant identification number",
                                    "description", "Date of birth or personal number; needed for personal_identification.",
                                    "x-ms-visibility", "advanced"),
                                "_permissions", Fields(
                                    "type", "object",
                                    "x-ms-summary", "Permissions",
                                    "description", "What the person may do with the contract.",
                                    "x-ms-visibility", "advanced",
                                    "properties", Fields(
                                        "contract:update", Fields(
                                            "type", "boolean",
                                            "x-ms-summary", "Can update the contract",
                                            "description", "True if the person may change it."))))))));
            case "Individual":
                return Reply(HttpStatusCode.OK, Fields(
                    "type", "object",
                    "description", "A person who acts in their own name.",
                    "required", Items("participant"),
                    "properties", Fields(
                        "country_code", Fields(
                            "type", "string",
                            "x-ms-summary", "Party country code",
                            "description", "Two letters of ISO 3166 such as SE.",
                            "x-ms-visibility", "advanced"),
                        "participant", Fields(
                            "type", "object",
                            "description", "A person who is added to a contract.",
                            "required", Items("name", "delivery_channel"),
                            "properties", Fields(
                                "name", Fields(
                                    "type", "string",
                                    "x-ms-summary", "Participant name",
                                    "description", "First and last name.",
                                    "x-ms-visibility", "important"),
                                "email", Fields(
                                    "type", "string",
                                    "x-ms-summary", "Participant email",
                                    "description", "Needed for your own side and if the contract or a code is sent by email."),
                                "phone_number", Fields(
                                    "type", "string",
                                    "x-ms-summary", "Participant phone number",
                                    "description", "With country code; needed if the contract or a code is sent by SMS."),
                                "delivery_channel", Fields(
                                    "type", "string",
                                    "x-ms-summary", "Delivery channel",
                                    "description", "How the contract reaches the person. Oneflow has to set up same_device for you; none sends nothing, and access tokens can be requested after publishing. A free plan allows counterparties only none.",
                                    "enum", Items("email", "sms", "email_and_sms", "same_device", "none")),
                                "two_step_authentication_method", Fields(
                                    "type", "string",
                                    "x-ms-summary", "Two-step authentication",
                                    "description", "Second check before the contract opens; sms needs a phone number and personal_identification an identification number.",
                                    "x-ms-visibility", "advanced",
                                    "enum", Items("email", "sms", "personal_identification", "none")),
                                "signatory", Fields(
                                    "type", "boolean",
                                    "x-ms-summary", "Is a signatory",
                                    "description", "Yes if the person may sign; then choose a sign method and give the permission to update.",
                                    "x-ms-visibility", "advanced"),
                                "sign_method", Fields(
                                    "type", "string",
                                    "x-ms-summary", "Sign method",
                                    "description", "How the person signs; sms and each electronic id need their extension in Oneflow. A free plan allows counterparties only standard_esign.",
                                    "x-ms-visibility", "advanced",
                                    "enum", Items(
                                        "standard_esign",
                                        "sms",
                                        "swedish_bankid",
                                        "norwegian_bankid",
                                        "danish_mitid",
                                        "finnish_bankid",
                                        "handwritten_signature",
                                        "eid_sign")),
                                "title", Fields(
                                    "type", "string",
                                    "x-ms-summary", "Participant title",
                                    "description", "Role in the company.",
                                    "x-ms-visibility", "advanced"),
                                "identification_number", Fields(
                                    "type", "string",
                                    "x-ms-summary", "Participant identification number",
                                    "description", "Date of birth or personal number; needed for personal_identification.",
                                    "x-ms-visibility", "advanced"),
                                "_permissions", Fields(
                                    "type", "object",
                                    "x-ms-summary", "Permissions",
                                    "description", "What the person may do with the contract.",
                                    "x-ms-visibility", "advanced",
                                    "properties", Fields(
                                        "contract:update", Fields(
                                            "type", "boolean",
                                            "x-ms-summary", "Can update the contract",
                                            "description", "True if the person may change it."))))))));
            case "Ownerside":
                return Reply(HttpStatusCode.OK, Fields(
                    "type", "object",
                    "description", "A colleague on the side that sends the contract.",
                    "required", Items("participant"),
                    "properties", Fields(
                        "participant", Fields(
                            "type", "object",
                            "description", "A person who is added to a contract.",
                            "required", Items("name", "delivery_channel"),
                            "properties", Fields(
                                "name", Fields(
                                    "type", "string",
                                    "x-ms-summary", "Participant name",
                                    "description", "First and last name.",
                                    "x-ms-visibility", "important"),
                                "email", Fields(
                                    "type", "string",
                                    "x-ms-summary", "Participant email",
                                    "description", "Needed for your own side and if the contract or a code is sent by email."),
                                "phone_number", Fields(
                                    "type", "string",
                                    "x-ms-summary", "Participant phone number",
                                    "description", "With country code; needed if the contract or a code is sent by SMS."),
                                "delivery_channel", Fields(
                                    "type", "string",
                                    "x-ms-summary", "Delivery channel",
                                    "description", "How the contract reaches the person. Oneflow has to set up same_device for you; none sends nothing, and access tokens can be requested after publishing. A free plan allows counterparties only none.",
                                    "enum", Items("email", "sms", "email_and_sms", "same_device", "none")),
                                "two_step_authentication_method", Fields(
                                    "type", "string",
                                    "x-ms-summary", "Two-step authentication",
                                    "description", "Second check before the contract opens; sms needs a phone number and personal_identification an identification number.",
                                    "x-ms-visibility", "advanced",
                                    "enum", Items("email", "sms", "personal_identification", "none")),
                                "signatory", Fields(
                                    "type", "boolean",
                                    "x-ms-summary", "Is a signatory",
                                    "description", "Yes if the person may sign; then choose a sign method and give the permission to update.",
                                    "x-ms-visibility", "advanced"),
                                "sign_method", Fields(
                                    "type", "string",
                                    "x-ms-summary", "Sign method",
                                    "description", "How the person signs; sms and each electronic id need their extension in Oneflow. A free plan allows counterparties only standard_esign.",
                                    "x-ms-visibility", "advanced",
                                    "enum", Items(
                                        "standard_esign",
                                        "sms",
                                        "swedish_bankid",
                                        "norwegian_bankid",
                                        "danish_mitid",
                                        "finnish_bankid",
                                        "handwritten_signature",
                                        "eid_sign")),
                                "title", Fields(
                                    "type", "string",
                                    "x-ms-summary", "Participant title",
                                    "description", "Role in the company.",
                                    "x-ms-visibility", "advanced"),
                                "identification_number", Fields(
                                    "type", "string",
                                    "x-ms-summary", "Participant identification number",
                                    "description", "Date of birth or personal number; needed for personal_identification.",
                                    "x-ms-visibility", "advanced"),
                                "_permissions", Fields(
                                    "type", "object",
                                    "x-ms-summary", "Permissions",
                                    "description", "What the person may do with the contract.",
                                    "x-ms-visibility", "advanced",
                                    "properties", Fields(
                                        "contract:update", Fields(
                                            "type", "boolean",
                                            "x-ms-summary", "Can update the contract",
                                            "description", "True if the person may change it."))))))));
            default:
                return Problem(HttpStatusCode.BadRequest, "There is no schema of this id.");
        }
    }

    // GetExecuteAs: GET /helper/dynamics/get_execute_as
    private HttpResponseMessage GetExecuteAs()
    {
        return Reply((HttpStatusCode)200, Fields(
            "data", Items(
                Fields("key", "Contract creator", "value", "Contract creator"),
                Fields("key", "Connection user", "value", "Connection user"))));
    }

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

    // Registers a webhook. If Oneflow does not say where the webhook is, it is looked for by the address that it calls, so
    // that the platform can remove it later.
    private async Task<HttpResponseMessage> Register(HttpRequestMessage request, string api)
    {
        var callback = Text(At(await ReadBody(request).ConfigureAwait(false), "callback_url"));
        var response = await Context.SendAsync(request, CancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode || response.Headers.Location != null)
        {
            return response;
        }
        var made = await ReadAnswer(response).ConfigureAwait(false);
        if (!Missing(At(made, "webhook_id")) || !Missing(At(made, "id")))
        {
            return response;
        }
        response.Dispose();
        var answer = await Ask(request, api + "/webhooks").ConfigureAwait(false);
        if (answer.IsSuccessStatusCode)
        {
            var webhooks = Objects(At(await ReadAnswer(answer).ConfigureAwait(false), "data"));
            var found = webhooks.LastOrDefault(webhook => callback != null && Text(webhook["callback_url"]) == callback);
            if (found != null)
            {
                answer.Content = JsonContent(found);
                return answer;
            }
        }
        answer.Dispose();
        throw new Refusal(HttpStatusCode.BadGateway, "Oneflow does not say which webhook it has made. Delete the webhook of this flow in Oneflow.");
    }

    // Recipes that operations share: execute_as
    private static void ExecuteAs(HttpRequestMessage request, IDictionary<string, string> headers)
    {
        Translate(request, "x-oneflow-user-email", Value(headers, "x-oneflow-user-email-override"),
            new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
            {
                { "Contract creator", "__CREATOR__" },
                { "Connection user", null },
            },
            "^(?:[^@\\s]+@[^@\\s]+)\\z", "Choose Contract creator or Connection user, or enter the email address of a Oneflow user.");

        RemoveHeader(request, "x-oneflow-user-email-override");
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

    // The time limit keeps a value from making a pattern run for ever.
    private static bool Fits(string value, string pattern)
    {
        return pattern == null || Regex.IsMatch(value, pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    }

    // What the items of a list have under a path, lists of it joined to one list.
    private static JToken Flatten(JToken json, params object[] path)
    {
        var values = json is JArray ? json.Select(item => At(item, path)).Where(value => !Missing(value)) : new JToken[0];
        return new JArray(values.SelectMany(value => value is JArray ? value.Children() : new[] { value }.AsEnumerable()));
    }

    // Follows redirects. Another host, or the same one without encryption, gets the headers named in "kept" and no others.
    private async Task<HttpResponseMessage> Follow(
        HttpRequestMessage request, HttpResponseMessage response, int limit, params string[] kept)
    {
        var statuses = new[] { 301, 302, 303, 307, 308 };
        for (var count = 0; statuses.Contains((int)response.StatusCode) && response.Headers.Location != null; count++)
        {
            var target = new Uri(request.RequestUri, response.Headers.Location);
            if (count == limit || (request.RequestUri.Scheme == "https" && target.Scheme != "https"))
            {
                response.Dispose();
                throw new Refusal(HttpStatusCode.BadGateway, "The API redirects too often, or to an address without encryption.");
            }
            var next = new HttpRequestMessage(request.Method, target);
            var same = SameOrigin(request.RequestUri, target);
            foreach (var header in request.Headers.Where(header => same || kept.Contains(header.Key, StringComparer.OrdinalIgnoreCase)))
            {
                next.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }
            request = next;
            response.Dispose();
            response = await Context.SendAsync(next, CancellationToken).ConfigureAwait(false);
        }
        return response;
    }

    // The headers of the call as they are now, by name.
    private static IDictionary<string, string> HeadersOf(HttpRequestMessage request)
    {
        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var content = request.Content == null ? null : request.Content.Headers;
        foreach (var header in request.Headers.Concat(content ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>()))
        {
            found[header.Key] = string.Join(",", header.Value);
        }
        return found;
    }

    // The item of a list by its number; 1 is the first.
    private static JToken ItemAt(JToken json, string number, string message)
    {
        int index;
        var list = json as JArray;
        if (list == null || !int.TryParse(number, out index) || index < 1 || index > list.Count)
        {
            throw new Refusal(HttpStatusCode.BadRequest, message);
        }
        return list[index - 1];
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

    private static bool Missing(JToken json)
    {
        return json == null || json.Type == JTokenType.Null;
    }

    // The object itself, or the objects of a list.
    private static IEnumerable<JObject> Objects(JToken json)
    {
        return json is JArray ? json.OfType<JObject>().ToList() : new[] { json }.OfType<JObject>().ToList();
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

    // Reads an answer that is not needed any longer.
    private static async Task<JToken> ReadLast(HttpResponseMessage response)
    {
        try
        {
            return await ReadAnswer(response).ConfigureAwait(false);
        }
        finally
        {
            response.Dispose();
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

    // An error of the API as a status and a message of our own; nothing else of it gets through but when to try again.
    private static async Task<HttpResponseMessage> Replace(
        HttpResponseMessage response, int[] statuses, int? status, Func<JToken, string> message)
    {
        var code = (int)response.StatusCode;
        if (code < 400 || (statuses.Length > 0 && !statuses.Contains(code)))
        {
            return response;
        }
        JToken answer;
        try
        {
            answer = await ReadLast(response).ConfigureAwait(false);
        }
        catch (Refusal)
        {
            answer = null;
        }
        var made = Problem((HttpStatusCode)(status ?? code), message(answer));
        made.Headers.RetryAfter = response.Headers.RetryAfter;
        return made;
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

    private static void Require(string value, string pattern, string message)
    {
        if (string.IsNullOrEmpty(value) || !Fits(value, pattern))
        {
            throw new Refusal(HttpStatusCode.BadRequest, message);
        }
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

    // A value as one segment of a path: never empty, and never a step to another folder.
    private static string Segment(string source, string value, HttpStatusCode status = HttpStatusCode.BadRequest)
    {
        if (string.IsNullOrWhiteSpace(value) || value == "." || value == "..")
        {
            throw new Refusal(status, "The address needs a value of " + source + ".");
        }
        return Uri.EscapeDataString(value);
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

    // A value as text, or null: a text as it is, everything else as JSON writes it.
    private static string Text(JToken json)
    {
        if (Missing(json))
        {
            return null;
        }
        return json.Type == JTokenType.String ? (string)json : json.ToString(Newtonsoft.Json.Formatting.None);
    }

    // Sets a header from a value: by the table, where null keeps the header, else the value itself if it fits.
    private static void Translate(
        HttpRequestMessage request, string header, string value, IDictionary<string, string> table, string pattern, string message)
    {
        string known;
        if (string.IsNullOrEmpty(value))
        {
            return;
        }
        if (table.TryGetValue(value, out known))
        {
            SetHeader(request, header, known);
            return;
        }
        if (pattern == null || !Fits(value, pattern))
        {
            throw new Refusal(HttpStatusCode.BadRequest, message);
        }
        SetHeader(request, header, value);
    }

    private static string Value(IDictionary<string, string> values, string name, string fallback = null)
    {
        string value;
        return values.TryGetValue(name, out value) && value != "" ? value : fallback;
    }

    private static JToken Where(JToken json, Func<JToken, bool> fits)
    {
        return json is JArray ? new JArray(json.Where(fits)) : new JArray();
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
