using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Trunks;
using SipRing.Tests.FakeAsterisk.Api;
using Xunit;

namespace SipRing.Tests.FakeAsterisk.Pbx;

/// <summary>Trunks and routes by the API, down to the generated files.</summary>
public sealed class TrunkAndRouteEndpointsTests
{
    private const string Secret = "s3cr;et-\"of\\one";
    private static readonly string[] s_bad = ["a\r\n[x]", "${SHELL(id)}", "$[1]", "a,b", "a;b", "\"", "a&b|c", "/../../x", "`id`", "#include x", new string('x', 2000), "\ud83d"];

    [Fact]
    public async Task Trunks_WholeLife_AnswersAsDescribed()
    {
        await using var app = await TestApp.StartAsync();
        using var client = await app.ClientAsync(Role.Administrator);

        using var created = await client.PutAsJsonAsync("/api/v1/trunks/one", new { name = "One", host = "sip.example.com", user = "700", secret = Secret });
        Assert.Equal((HttpStatusCode.Created, "/api/v1/trunks/one"), (created.StatusCode, created.Headers.Location!.OriginalString));
        Assert.Equal(
            """{"id":"one","name":"One","enabled":true,"order":1,"kind":"registration","host":"sip.example.com","port":0,"transport":"udp","user":"700","authUser":"","fromUser":"","fromDomain":"","outboundProxy":"","codecs":["alaw","ulaw"],"qualifySeconds":60,"maxChannels":0,"callerId":"","identity":"from","addresses":[],"dtmf":"rfc4733"}""",
            (await JsonAsync(created)).ToJsonString());
        Assert.Equal(Secret, Parsed(app, "pjsip_trunks_sipring.conf").Sections.Single(s => s["password"] is not null)["password"]);

        // As it was read it can be sent back; the secret stays.
        var read = (await client.GetFromJsonAsync<JsonObject>("/api/v1/trunks/one"))!;
        Assert.Equal(HttpStatusCode.OK, (await client.PutAsJsonAsync("/api/v1/trunks/one", read)).StatusCode);
        Assert.Contains("password = ", Text(app, "pjsip_trunks_sipring.conf"), StringComparison.Ordinal);
        Assert.Equal("id", (string?)(await ApiRulesTests.AssertProblemAsync(await client.PutAsJsonAsync("/api/v1/trunks/two", read), HttpStatusCode.BadRequest))["field"]);

        Assert.Equal(HttpStatusCode.Created, (await client.PutAsJsonAsync("/api/v1/trunks/two", new { name = "Two", host = "192.0.2.2", kind = "address" })).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await client.PutAsJsonAsync("/api/v1/trunks/two/place", new { place = 1 })).StatusCode);
        Assert.Equal(["two", "one"], await IdsAsync(client, "trunks"));
        Assert.Equal("place", (string?)(await ApiRulesTests.AssertProblemAsync(await client.PutAsJsonAsync("/api/v1/trunks/two/place", new { place = 0 }), HttpStatusCode.BadRequest))["field"]);
        await ApiRulesTests.AssertProblemAsync(await client.PutAsJsonAsync("/api/v1/trunks/none/place", new { place = 1 }), HttpStatusCode.NotFound, "item-unknown");

        Assert.Equal(HttpStatusCode.Created, (await client.PutAsJsonAsync("/api/v1/outgoing-routes/city", new { name = "City", rules = new[] { new { pattern = "8X!" } }, trunks = new[] { "two" } })).StatusCode);
        await ApiRulesTests.AssertProblemAsync(await client.DeleteAsync("/api/v1/trunks/two"), HttpStatusCode.Conflict, "in-use");
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync("/api/v1/trunks/one")).StatusCode);
        await ApiRulesTests.AssertProblemAsync(await client.GetAsync("/api/v1/trunks/one"), HttpStatusCode.NotFound, "item-unknown");
        Assert.DoesNotContain("trunk-one", Text(app, "pjsip_trunks_sipring.conf") + Text(app, "pjsip_registrations_sipring.conf"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TrunkState_AsAsteriskTellsIt_WithTheReasonOfItsLog()
    {
        await using var app = await TestApp.StartAsync();
        using var client = await app.ClientAsync(Role.Administrator);
        await client.PutAsJsonAsync("/api/v1/trunks/one", new { name = "One", host = "sip.example.com", user = "700", secret = "x" });
        await client.PutAsJsonAsync("/api/v1/trunks/two", new { name = "Two", host = "192.0.2.2", kind = "address" });
        await client.PutAsJsonAsync("/api/v1/trunks/off", new { name = "Off", host = "192.0.2.3", kind = "address", enabled = false });
        app.Asterisk.Lists["PJSIPShowRegistrationsOutbound"] = [Message(("Event", "OutboundRegistrationDetail"), ("ObjectName", "trunk-one"), ("Status", "Rejected"))];
        app.Asterisk.Lists["PJSIPShowEndpoint trunk-two"] = [Message(("Event", "ContactStatusDetail"), ("AOR", "trunk-two"), ("Status", "Reachable"), ("RoundtripUsec", "12500"))];
        var folders = app.Get<PbxFolders>();
        Directory.CreateDirectory(folders.Log);
        await File.WriteAllTextAsync(folders.Messages, "[2026-11-27 10:00:00.000] WARNING[4711] res_pjsip_outbound_registration.c: Temporal response '401' received from 'sip:sip.example.com' on registration attempt to 'sip:700@sip.example.com', retrying in '20'\n");

        var one = await JsonAsync(await client.GetAsync("/api/v1/trunks/one/state"));
        Assert.Equal(("down", "Rejected", "refused", 401), ((string)one["condition"]!, (string)one["registration"]!, (string)one["fault"]!["kind"]!, (int)one["fault"]!["code"]!));
        var two = await JsonAsync(await client.GetAsync("/api/v1/trunks/two/state"));
        Assert.Equal(("up", 12.5, true), ((string)two["condition"]!, (double)two["roundTripMilliseconds"]!, two["fault"] is null));
        Assert.Null((await JsonAsync(await client.GetAsync("/api/v1/trunks/off/state")))["condition"]);

        app.Asterisk.Forget();
        Assert.Equal(HttpStatusCode.NoContent, (await client.PostAsync("/api/v1/trunks/one/check", null)).StatusCode);
        Assert.Equal(["PJSIPRegister Registration=trunk-one", "PJSIPQualify Endpoint=trunk-one"], app.Asterisk.Acts);
        await ApiRulesTests.AssertProblemAsync(await client.PostAsync("/api/v1/trunks/off/check", null), HttpStatusCode.Conflict, "trunk-off");
        await ApiRulesTests.AssertProblemAsync(await client.PostAsync("/api/v1/trunks/none/check", null), HttpStatusCode.NotFound, "item-unknown");
        app.Time.Advance(TimeSpan.FromSeconds(2));
        app.Asterisk.Disconnect();
        await ApiRulesTests.AssertProblemAsync(await client.GetAsync("/api/v1/trunks/one/state"), HttpStatusCode.ServiceUnavailable, "asterisk-away");
    }

    [Fact]
    public async Task Secret_OfATrunk_IsShownToAdministratorsOnlyAndThatIsWrittenDown()
    {
        await using var app = await TestApp.StartAsync();
        var admin = new Actor(ActorKind.User, "boss", Role.Administrator);
        await app.Get<SaveTrunk>().HandleAsync(admin, new() { Id = "one", Name = "One", Host = "sip.example.com", User = "700" }, Secret, default);

        Assert.Equal("forbidden", (await app.Get<ShowTrunkSecret>().HandleAsync(new(ActorKind.User, "sue", Role.Supervisor), "one", default)).Refusal?.Id);
        Assert.Equal(Secret, (await app.Get<ShowTrunkSecret>().HandleAsync(admin, "one", default)).Value);
        await app.Get<SaveTrunk>().HandleAsync(admin, new() { Id = "two", Name = "Two", Host = "192.0.2.2", Kind = TrunkKind.Address }, null, default);
        Assert.Equal("trunk-secret-none", (await app.Get<ShowTrunkSecret>().HandleAsync(admin, "two", default)).Refusal?.Id);

        var audit = await app.Get<IAuditEntries>().ListAsync(new(), null, 20, default);
        Assert.Equal(["boss"], audit.Where(e => e.Action == "trunk.secret-shown").Select(e => e.Actor));
        Assert.All(audit, e => Assert.DoesNotContain("s3cr", $"{e.Action} {e.Target} {e.Detail}", StringComparison.Ordinal));
        Assert.DoesNotContain("s3cr", (await app.Get<ReadPbx>().HandleAsync(admin, default)).Value!.Secrets.Select(s => s.Value).FirstOrDefault() ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Routes_WholeLife_AnswersAsDescribed()
    {
        await using var app = await TestApp.StartAsync();
        using var client = await app.ClientAsync(Role.Administrator);
        await client.PutAsJsonAsync("/api/v1/trunks/one", new { name = "One", host = "192.0.2.2", kind = "address" });

        using var created = await client.PutAsJsonAsync("/api/v1/incoming-routes/main", new { name = "Main", number = "+7 (495) 123-45-67", trunk = "one", destination = new { kind = "queue", target = "450" } });
        Assert.Equal(
            """{"id":"main","name":"Main","order":1,"enabled":true,"number":"+74951234567","caller":"","trunk":"one","namePrefix":"","language":"","destination":{"kind":"queue","target":"450"}}""",
            (await JsonAsync(created)).ToJsonString().Replace("\\u002B", "+", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Created, (await client.PutAsJsonAsync("/api/v1/incoming-routes/rest", new { name = "Rest", destination = new { kind = "busy" } })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.PutAsJsonAsync("/api/v1/incoming-routes/main", await client.GetFromJsonAsync<JsonObject>("/api/v1/incoming-routes/main"))).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await client.PutAsJsonAsync("/api/v1/incoming-routes/main/place", new { place = 2 })).StatusCode);
        Assert.Equal(["rest", "main"], await IdsAsync(client, "incoming-routes"));
        Assert.Contains("Goto(sipring-queues,450,1)", Text(app, "extensions_routes_sipring.conf"), StringComparison.Ordinal);
        var unknown = await ApiRulesTests.AssertProblemAsync(await client.PutAsJsonAsync("/api/v1/incoming-routes/main", new { name = "Main", destination = new { kind = "queue", target = "999" } }), HttpStatusCode.BadRequest, "reference-unknown");
        Assert.Equal("destination", (string?)unknown["field"]);
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync("/api/v1/incoming-routes/rest")).StatusCode);

        using var city = await client.PutAsJsonAsync("/api/v1/outgoing-routes/city", new { name = "City", rules = new[] { new { pattern = "8xxxxxxxxxx", strip = 1, prepend = "+7" } }, trunks = new[] { "one" }, extensions = new[] { "501" } });
        Assert.Equal(
            """{"id":"city","name":"City","order":1,"enabled":true,"rules":[{"pattern":"8XXXXXXXXXX","strip":1,"prepend":"+7"}],"trunks":["one"],"callerId":"","extensions":["501"],"schedule":"","ringSeconds":60}""",
            (await JsonAsync(city)).ToJsonString().Replace("\\u002B", "+", StringComparison.Ordinal));
        Assert.Contains("exten => 501,1,NoOp()", Text(app, "extensions_routes_sipring.conf"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await client.PutAsJsonAsync("/api/v1/outgoing-routes/city", await client.GetFromJsonAsync<JsonObject>("/api/v1/outgoing-routes/city"))).StatusCode);
        await ApiRulesTests.AssertProblemAsync(await client.DeleteAsync("/api/v1/extensions/501"), HttpStatusCode.Conflict, "in-use");
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync("/api/v1/outgoing-routes/city")).StatusCode);
        await ApiRulesTests.AssertProblemAsync(await client.DeleteAsync("/api/v1/outgoing-routes/city"), HttpStatusCode.NotFound, "item-unknown");
    }

    [Fact]
    public async Task RouteTests_AskedByQuery_TellTheWay()
    {
        await using var app = await TestApp.StartAsync();
        using var client = await app.ClientAsync(Role.Administrator);
        await client.PutAsJsonAsync("/api/v1/trunks/one", new { name = "One", host = "192.0.2.2", kind = "address", callerId = "74950000001" });
        await client.PutAsJsonAsync("/api/v1/outgoing-routes/city", new { name = "City", rules = new[] { new { pattern = "8XXXXXXXXXX", strip = 1, prepend = "7" } }, trunks = new[] { "one" }, extensions = new[] { "501" } });
        await client.PutAsJsonAsync("/api/v1/incoming-routes/main", new { name = "Main", number = "4951234567", destination = new { kind = "queue", target = "450" } });

        Assert.Equal(
            """{"inside":null,"route":{"id":"city","name":"City"},"sent":"79161234567","trunks":[{"trunk":"one","name":"One","shown":"74950000001"}],"passed":[]}""",
            (await JsonAsync(await client.GetAsync("/api/v1/pbx/route-tests/outgoing?extension=501&dialled=89161234567"))).ToJsonString());
        Assert.Equal(
            """{"inside":null,"route":null,"sent":"","trunks":[],"passed":[{"id":"city","name":"City","why":"notThisExtension"}]}""",
            (await JsonAsync(await client.GetAsync("/api/v1/pbx/route-tests/outgoing?extension=502&dialled=89161234567&at=2026-11-27T12:00"))).ToJsonString());
        Assert.Equal(
            """{"route":{"id":"main","name":"Main"},"way":[{"kind":"queue","target":"450","open":null,"holiday":null}]}""",
            (await JsonAsync(await client.GetAsync("/api/v1/pbx/route-tests/incoming?called=4951234567&caller=79161234567&trunk=one"))).ToJsonString());
        Assert.Equal("dialled", (string?)(await ApiRulesTests.AssertProblemAsync(await client.GetAsync("/api/v1/pbx/route-tests/outgoing?dialled=abc"), HttpStatusCode.BadRequest, "test-number-invalid"))["field"]);
        Assert.Equal("extension", (string?)(await ApiRulesTests.AssertProblemAsync(await client.GetAsync("/api/v1/pbx/route-tests/outgoing?dialled=1&extension=999"), HttpStatusCode.NotFound, "extension-unknown"))["field"]);
        Assert.Equal("at", (string?)(await ApiRulesTests.AssertProblemAsync(await client.GetAsync("/api/v1/pbx/route-tests/incoming?called=1&at=soon"), HttpStatusCode.BadRequest))["field"]);
    }

    [Fact]
    public async Task EveryField_WithWhatAsteriskWouldRead_IsRefusedByNameOrStaysInItsPlace()
    {
        await using var app = await TestApp.StartAsync();
        using var client = await app.ClientAsync(Role.Administrator);
        var trunk = """{"name":"One","host":"192.0.2.2","kind":"address"}""";
        var incoming = """{"name":"In","destination":{"kind":"queue","target":"450"}}""";
        var outgoing = """{"name":"Out","rules":[{"pattern":"8X!"}],"trunks":["one"]}""";
        foreach (var (path, body) in (IEnumerable<(string, string)>)[("trunks/one", trunk), ("incoming-routes/in", incoming), ("outgoing-routes/out", outgoing)])
            Assert.Equal(HttpStatusCode.Created, (await PutAsync(client, path, JsonNode.Parse(body)!)).StatusCode);
        var before = Files(app);
        var accepted = new List<string>();

        foreach (var text in s_bad)
        {
            foreach (var (path, body, field) in Fields(trunk, incoming, outgoing))
            {
                var changed = JsonNode.Parse(body)!;
                changed[field] = changed[field] is JsonObject || field == "destination" ? new JsonObject { ["kind"] = "queue", ["target"] = text }
                    : field == "rules" ? new JsonArray(new JsonObject { ["pattern"] = "8X!", ["prepend"] = text })
                    : field is "codecs" or "addresses" or "trunks" or "extensions" ? new JsonArray(text) : text;
                using var response = await PutAsync(client, path, changed);
                if (response.IsSuccessStatusCode)
                {
                    accepted.Add(field);
                    Assert.DoesNotMatch(@"(?m)^\s*(#|\[x\])|SHELL|`", Files(app));
                    if (field == "name")
                        Assert.Equal(before, Files(app));
                    await PutAsync(client, path, JsonNode.Parse(body)!);
                }
                else
                {
                    Assert.Equal(field, (string?)(await ApiRulesTests.AssertProblemAsync(response, HttpStatusCode.BadRequest))["field"]);
                }

                Assert.Equal(before, Files(app));
            }
        }

        // Names may hold nearly everything and stand in no file; a prefix holds signs that the dialplan reads as themselves.
        Assert.Equal(["name", "namePrefix"], accepted.Distinct());
    }

    private static IEnumerable<(string Path, string Body, string Field)> Fields(string trunk, string incoming, string outgoing) =>
    [
        .. ((string[])["name", "host", "user", "authUser", "fromUser", "fromDomain", "outboundProxy", "codecs", "callerId", "addresses"]).Select(f => ("trunks/one", trunk, f)),
        .. ((string[])["name", "number", "caller", "trunk", "namePrefix", "language", "destination"]).Select(f => ("incoming-routes/in", incoming, f)),
        .. ((string[])["name", "rules", "trunks", "callerId", "extensions", "schedule"]).Select(f => ("outgoing-routes/out", outgoing, f)),
    ];

    private static Task<HttpResponseMessage> PutAsync(HttpClient client, string path, JsonNode body) =>
        client.PutAsync("/api/v1/" + path, new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"));

    private static async Task<IEnumerable<string>> IdsAsync(HttpClient client, string path) => (await client.GetFromJsonAsync<JsonNode>("/api/v1/" + path))!["items"]!.AsArray().Select(i => (string)i!["id"]!);

    private static string Text(TestApp app, string file) => File.ReadAllText(Path.Combine(app.Get<PbxFolders>().Configuration, file));

    private static SipRing.Asterisk.Configuration.ConfigurationFile Parsed(TestApp app, string file) => SipRing.Asterisk.Configuration.ConfigurationFile.Parse(Text(app, file));

    private static string Files(TestApp app) =>
        string.Concat(((string[])["pjsip_trunks_sipring.conf", "pjsip_registrations_sipring.conf", "pjsip_identities_sipring.conf", "extensions_routes_sipring.conf"]).Select(f => Text(app, f)));

    private static AmiMessage Message(params (string Name, string Value)[] headers) => new([.. headers.Select(h => KeyValuePair.Create(h.Name, h.Value))]);

    private static async Task<JsonNode> JsonAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!;
    }
}
