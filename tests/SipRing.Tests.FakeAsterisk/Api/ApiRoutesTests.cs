using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.Tests.FakeAsterisk.Access;
using Xunit;

namespace SipRing.Tests.FakeAsterisk.Api;

/// <summary>What single routes answer.</summary>
public sealed class ApiRoutesTests
{
    [Fact]
    public async Task Agents_WholeLife_AnswersAsDescribed()
    {
        await using var app = await TestApp.StartAsync();
        using var client = await app.ClientAsync(Role.Administrator);

        using var created = await client.PostAsJsonAsync("/api/v1/agents", new { name = "Olga", pin = "7391" });
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var id = (int)(await JsonAsync(created))["id"]!;
        Assert.Equal($"/api/v1/agents/{id}", created.Headers.Location!.OriginalString);

        using var taken = await client.PostAsJsonAsync("/api/v1/agents", new { name = "Ivan", pin = "7391" });
        Assert.Equal("pin", (string?)(await ApiRulesTests.AssertProblemAsync(taken, HttpStatusCode.Conflict, "pin-taken"))["field"]);

        using var changed = await client.PutAsJsonAsync($"/api/v1/agents/{id}", new { name = "Olga Sokolova" });
        Assert.Equal("Olga Sokolova", (string?)(await JsonAsync(changed))["name"]);
        Assert.Equal("Olga Sokolova", (string?)(await client.GetFromJsonAsync<JsonNode>(created.Headers.Location))!["name"]);
        var list = await client.GetFromJsonAsync<JsonNode>("/api/v1/agents");
        Assert.Equal(["id", "name"], list!["items"]![0]!.AsObject().Select(p => p.Key));

        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync($"/api/v1/agents/{id}")).StatusCode);
        await ApiRulesTests.AssertProblemAsync(await client.DeleteAsync($"/api/v1/agents/{id}"), HttpStatusCode.NotFound, "agent-unknown");
        await ApiRulesTests.AssertProblemAsync(await client.DeleteAsync("/api/v1/agents/x"), HttpStatusCode.NotFound, "agent-unknown");
    }

    [Fact]
    public async Task Agents_WithIdOfTheirOwn_KeepItForEver()
    {
        await using var app = await TestApp.StartAsync();
        using var client = await app.ClientAsync(Role.Administrator);

        Assert.Equal(4711, (int)(await JsonAsync(await client.PostAsJsonAsync("/api/v1/agents", new { id = 4711, name = "Olga", pin = "7391" })))["id"]!);
        Assert.Equal(4712, (int)(await JsonAsync(await client.PostAsJsonAsync("/api/v1/agents", new { name = "Ivan", pin = "7392" })))["id"]!);
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync("/api/v1/agents/4711")).StatusCode);
        using var again = await client.PostAsJsonAsync("/api/v1/agents", new { id = 4711, name = "Anna", pin = "7393" });
        Assert.Equal("id", (string?)(await ApiRulesTests.AssertProblemAsync(again, HttpStatusCode.Conflict, "agent-id-taken"))["field"]);
        using var negative = await client.PostAsJsonAsync("/api/v1/agents", new { id = -1, name = "Anna", pin = "7393" });
        Assert.Equal("id", (string?)(await ApiRulesTests.AssertProblemAsync(negative, HttpStatusCode.BadRequest))["field"]);
    }

    [Theory]
    [InlineData("from=2031-01-01")]
    [InlineData("to=2001-01-01")]
    public async Task Reports_OneEndOfTheSpan_TheOtherIsOpen(string query)
    {
        await using var app = await TestApp.StartAsync();
        using var client = await app.ClientAsync(Role.Supervisor);

        foreach (var route in new[] { "queue-calls", "agent-sessions", "reports/queue-summary" })
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"/api/v1/{route}?{query}")).StatusCode);
    }

    [Fact]
    public async Task Members_WholeLife_AnswersAsDescribed()
    {
        await using var app = await TestApp.StartAsync();
        using var client = await app.ClientAsync(Role.Administrator);
        var id = (int)(await JsonAsync(await client.PostAsJsonAsync("/api/v1/agents", new { name = "Olga", pin = "7391" })))["id"]!;

        using var created = await client.PostAsJsonAsync("/api/v1/queues/450/members", new { extension = "501", agentId = id });
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal("/api/v1/queues/450/members/501", created.Headers.Location!.OriginalString);
        Assert.Equal(id, (int)(await client.GetFromJsonAsync<JsonNode>(created.Headers.Location))!["agentId"]!);
        await ApiRulesTests.AssertProblemAsync(await client.PostAsJsonAsync("/api/v1/queues/450/members", new { extension = "501", agentId = id }), HttpStatusCode.Conflict, "already-logged-in");

        var paused = await JsonAsync(await client.PostAsJsonAsync("/api/v1/queues/450/members/501/pause", new { paused = true, reason = "lunch" }));
        Assert.Equal((true, "lunch"), ((bool)paused["paused"]!, (string)paused["reason"]!));
        var member = Assert.Single((await client.GetFromJsonAsync<JsonNode>("/api/v1/queues/450/members"))!["items"]!.AsArray())!;
        Assert.Equal(("501", id, "Olga"), ((string)member["extension"]!, (int)member["agentId"]!, (string)member["name"]!));

        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync("/api/v1/queues/450/members/501")).StatusCode);
        await ApiRulesTests.AssertProblemAsync(await client.DeleteAsync("/api/v1/queues/450/members/501"), HttpStatusCode.NotFound, "not-logged-in");
        await ApiRulesTests.AssertProblemAsync(await client.GetAsync("/api/v1/queues/999/members"), HttpStatusCode.NotFound, "queue-unknown");
        app.Asterisk.LoseAnswerOf = ("QueueAdd", false);
        await ApiRulesTests.AssertProblemAsync(await client.PostAsJsonAsync("/api/v1/queues/450/members", new { extension = "501", agentId = id }), HttpStatusCode.GatewayTimeout, "outcome-unknown");
        // Somebody else: Olga may be logged in for all that is known.
        var other = (int)(await JsonAsync(await client.PostAsJsonAsync("/api/v1/agents", new { name = "Ivan", pin = "8462" })))["id"]!;
        app.Asterisk.Disconnect();
        await ApiRulesTests.AssertProblemAsync(await client.PostAsJsonAsync("/api/v1/queues/450/members", new { extension = "502", agentId = other }), HttpStatusCode.ServiceUnavailable, "asterisk-away");
    }

    [Fact]
    public async Task ExtensionsAndQueues_WholeLife_AnswersAsDescribed()
    {
        await using var app = await TestApp.StartAsync();
        using var client = await app.ClientAsync(Role.Administrator);

        Assert.Equal(HttpStatusCode.Created, (await client.PutAsJsonAsync("/api/v1/extensions/510", new { name = "Desk", secret = "long-enough-secret" })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.PutAsJsonAsync("/api/v1/extensions/510", new { name = "Door" })).StatusCode);
        var extension = await client.GetFromJsonAsync<JsonObject>("/api/v1/extensions/510");
        Assert.Equal("""{"number":"510","name":"Door","outsideNumber":"","outsideName":"","outgoingRoutes":["*"],"recordCalls":false,"browserPhone":false,"pickupGroup":"","language":null}""", extension!.ToJsonString());
        Assert.Equal(HttpStatusCode.OK, (await client.PutAsJsonAsync("/api/v1/extensions/510", extension)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync("/api/v1/extensions/510")).StatusCode);
        await ApiRulesTests.AssertProblemAsync(await client.GetAsync("/api/v1/extensions/510"), HttpStatusCode.NotFound, "extension-unknown");

        Assert.Equal(HttpStatusCode.Created, (await client.PutAsJsonAsync("/api/v1/queues/460", new { name = "Help", strategy = "leastrecent", ringSeconds = 12 })).StatusCode);
        var queue = await client.GetFromJsonAsync<JsonObject>("/api/v1/queues/460");
        Assert.Equal(("leastrecent", 12), ((string)queue!["strategy"]!, (int)queue["ringSeconds"]!));
        using var back = await client.PutAsJsonAsync("/api/v1/queues/460", queue);
        Assert.Equal(HttpStatusCode.OK, back.StatusCode);
        var problem = await ApiRulesTests.AssertProblemAsync(await client.PutAsJsonAsync("/api/v1/queues/460", new { name = "Help", strategy = "loudest" }), HttpStatusCode.BadRequest, "strategy-unknown");
        Assert.Equal("strategy", (string?)problem["field"]);
        await ApiRulesTests.AssertProblemAsync(await client.PutAsJsonAsync("/api/v1/queues/460", new { name = "Help", number = "461" }), HttpStatusCode.BadRequest);
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync("/api/v1/queues/460")).StatusCode);
    }

    [Fact]
    public async Task QueueCalls_Item_HasEveryMemberOfTheDescription()
    {
        await using var app = await TestApp.StartAsync();
        using var client = await app.ClientAsync(Role.Supervisor);

        var page = await client.GetFromJsonAsync<JsonNode>("/api/v1/queue-calls");

        Assert.Equal("more", (string?)page!["next"]);
        Assert.Equal(
            """{"pbx":"main","callId":"1795466901.0","queue":"450","queueName":"Sales","agentId":null,"agentName":null,"extension":null,"caller":"4951112233","callerName":null,"enteredAt":"2026-11-23T09:30:00+03:00","waitSeconds":12,"ringSeconds":null,"talkSeconds":null,"wrapUpSeconds":null,"position":1,"outcome":"noAgents","endedBy":null,"transferredTo":null,"recording":null,"source":"log"}""",
            page["items"]![0]!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [Fact]
    public async Task QueueSummary_Item_HasTheTotals()
    {
        await using var app = await TestApp.StartAsync();
        using var client = await app.ClientAsync(Role.Supervisor);

        var summary = await client.GetFromJsonAsync<JsonNode>("/api/v1/reports/queue-summary");

        var queue = Assert.Single(summary!["items"]!.AsArray())!;
        Assert.Equal(("450", 3, 1, 75.0), ((string)queue["queue"]!, (int)queue["answered"]!, (int)queue["lost"]!, (double)queue["servicePercent"]!));
        Assert.Equal(["total", "mean", "min", "max"], queue["talk"]!.AsObject().Select(p => p.Key));
    }

    [Fact]
    public async Task QueueCalls_Filters_ReachTheLedger()
    {
        await using var app = await TestApp.StartAsync();
        using var client = await app.ClientAsync(Role.Supervisor);

        await client.GetFromJsonAsync<JsonNode>("/api/v1/queue-calls?from=2026-11-01&to=2026-11-23T12:00:00%2B03:00&queue=450&queue=451&agent=7&caller=495&outcome=lost&limit=5&cursor=abc");

        var asked = app.Ledger.Asked!;
        Assert.Equal(DateTimeOffset.Parse("2026-10-31T21:00:00Z", null), asked.From);
        Assert.Equal(DateTimeOffset.Parse("2026-11-23T09:00:00Z", null), asked.To);
        Assert.Equal(["450", "451"], asked.Queues);
        Assert.Equal([7], asked.AgentIds);
        Assert.Equal(("495", false, 5, "abc"), (asked.Caller!, asked.Answered!.Value, app.Ledger.Limit, app.Ledger.Cursor!));
    }

    [Theory]
    [InlineData("", "2096-11-23T21:00:00Z", "2096-11-24T21:00:00Z")]
    [InlineData("?from=2026-11-23&to=2026-11-23", "2026-11-22T21:00:00Z", "2026-11-23T21:00:00Z")]
    [InlineData("?from=2026-11-23T09:00&to=2026-11-23T10:00:00.5", "2026-11-23T06:00:00Z", "2026-11-23T07:00:00.5Z")]
    [InlineData("?from=2026-11-23T09:00:00+03:00&to=2026-11-23T10:00:00Z", "2026-11-23T06:00:00Z", "2026-11-23T10:00:00Z")]
    public async Task Span_DateOrTime_IsThatOfTheCallCentre(string query, string from, string to)
    {
        await using var app = await TestApp.StartAsync();
        using var client = await app.ClientAsync(Role.Supervisor);

        using var response = await client.GetAsync($"/api/v1/agent-sessions{query}");

        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        Assert.Equal((DateTimeOffset.Parse(from, null), DateTimeOffset.Parse(to, null)), (app.Ledger.AskedSessions!.Value.From, app.Ledger.AskedSessions.Value.To));
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=1001", "limit")]
    [InlineData("limit=ten", "limit")]
    [InlineData("from=yesterday", "from")]
    [InlineData("from=2026-13-01", "from")]
    [InlineData("from=2026-11-23&to=2026-11-01", "to")]
    [InlineData("outcome=maybe", "outcome")]
    [InlineData("agent=Olga", "agent")]
    [InlineData("queue=4;5", "queue")]
    [InlineData("qeue=450", "qeue")]
    [InlineData("caller=1&caller=2", "caller")]
    public async Task Query_Wrong_IsNamed(string query, string field)
    {
        await using var app = await TestApp.StartAsync();
        using var client = await app.ClientAsync(Role.Supervisor);

        using var response = await client.GetAsync($"/api/v1/queue-calls?{query}");

        Assert.Equal(field, (string?)(await ApiRulesTests.AssertProblemAsync(response, HttpStatusCode.BadRequest))["field"]);
    }

    [Fact]
    public async Task Write_WithCookieFromElsewhere_IsRefused()
    {
        await using var app = await TestApp.StartAsync();
        using var browser = new TestBrowser(app);
        var password = await app.Get<FirstAdmin>().EnsureAsync(default);
        await browser.LogInAsync("admin", password!);
        await browser.PostAsync("/password", "/account/password", ("current", password!), ("password", "four loud green kettles"), ("repeat", "four loud green kettles"));

        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(null));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync("http://elsewhere.example"));
        Assert.Equal(HttpStatusCode.Created, await PostAsync(app.Address.GetLeftPart(UriPartial.Authority)));

        async Task<HttpStatusCode> PostAsync(string? origin)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/agents") { Content = JsonContent.Create(new { name = "Olga", pin = "7391" }) };
            if (origin is not null)
                request.Headers.Add("Origin", origin);
            using var response = await browser.SendAsync(request);
            return response.StatusCode;
        }
    }

    [Fact]
    public async Task Description_Document_HasEveryRouteParameterAndTheToken()
    {
        await using var app = await TestApp.StartAsync();
        using var client = app.Client();

        var document = await client.GetFromJsonAsync<JsonNode>("/openapi/v1.json");

        var paths = document!["paths"]!.AsObject();
        string[] expected =
        [
            "/api/v1/floor", "/api/v1/floor/events", "/api/v1/extensions", "/api/v1/extensions/{number}", "/api/v1/queues", "/api/v1/queues/{number}", "/api/v1/agents", "/api/v1/agents/{id}",
            "/api/v1/queues/{number}/members", "/api/v1/queues/{number}/members/{extension}", "/api/v1/queues/{number}/members/{extension}/pause",
            "/api/v1/queue-calls", "/api/v1/agent-sessions", "/api/v1/reports/queue-summary", "/api/v1/recordings/{id}", "/health/live", "/health/ready",
        ];
        Assert.Empty(expected.Except(paths.Select(p => p.Key)));
        var query = paths["/api/v1/queue-calls"]!["get"]!["parameters"]!.AsArray().Select(p => (string)p!["name"]!);
        Assert.Equal(["from", "to", "queue", "agent", "department", "caller", "outcome", "limit", "cursor"], query);
        Assert.Equal("bearer", (string?)document["components"]!["securitySchemes"]!["token"]!["scheme"]);
        var body = document["paths"]!["/api/v1/queues/{number}"]!["put"]!;
        Assert.NotNull(body["requestBody"]!["content"]!["application/json"]!["schema"]);
        Assert.Equal(["number"], body["parameters"]!.AsArray().Select(p => (string)p!["name"]!));
    }

    [Fact]
    public async Task Description_Schemas_FitWhatIsSent()
    {
        await using var app = await TestApp.StartAsync();
        using var client = app.Client();

        var document = (await client.GetFromJsonAsync<JsonNode>("/openapi/v1.json"))!;

        // A null must fit one side of "null or a choice" and not both, or every lost call breaks the rule.
        var schemas = document["components"]!["schemas"]!;
        Assert.Equal(["agent", "caller", "transfer"], schemas["EndedBy"]!["enum"]!.AsArray().Select(v => (string?)v));
        Assert.Equal("string", (string?)schemas["QueueCallOutcome"]!["type"]);
        Assert.Contains("wrandom", schemas["QueueItem"]!["properties"]!["strategy"]!["enum"]!.AsArray().Select(v => (string?)v));
        Assert.Equal((0, 86400), ((int)schemas["QueueBody"]!["properties"]!["timeoutSeconds"]!["minimum"]!, (int)schemas["QueueBody"]!["properties"]!["timeoutSeconds"]!["maximum"]!));

        var sent = (JsonObject)(await JsonAsync(await client.GetAsync("/api/v1/floor")));
        var problem = schemas["ProblemDetails"]!;
        Assert.Empty(problem["required"]!.AsArray().Select(v => (string)v!).Except(sent.Select(m => m.Key)));
        Assert.Empty(sent.Select(m => m.Key).Except(problem["properties"]!.AsObject().Select(m => m.Key)));
        Assert.Null(problem["additionalProperties"]);

        var operations = document["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject().Select(o => (Path: p.Key, Operation: o.Value!))).ToList();
        Assert.Equal(operations.Count, operations.Select(o => (string?)o.Operation["operationId"]).OfType<string>().Distinct().Count());
        Assert.All(operations, o => Assert.Equal(o.Path.StartsWith("/health", StringComparison.Ordinal), o.Operation["security"] is JsonArray { Count: 0 }));
        var limit = document["paths"]!["/api/v1/queue-calls"]!["get"]!["parameters"]!.AsArray().Single(p => (string?)p!["name"] == "limit")!["schema"]!;
        Assert.Equal(("integer", 1000), ((string?)limit["type"], (int)limit["maximum"]!));
    }

    [Fact]
    public async Task Page_ToTryTheApi_LoadsNothingFromElsewhere()
    {
        await using var app = await TestApp.StartAsync();
        using var client = await app.ClientAsync(Role.Operator);

        using var response = await client.GetAsync("/api/");
        var page = await response.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.DoesNotContain("https://", page, StringComparison.Ordinal);
        Assert.DoesNotContain("cdn.", page, StringComparison.Ordinal);
        Assert.Contains("nonce-", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RefusalKind.Invalid, 400)]
    [InlineData(RefusalKind.Forbidden, 403)]
    [InlineData(RefusalKind.NotFound, 404)]
    [InlineData(RefusalKind.Conflict, 409)]
    [InlineData(RefusalKind.LockedOut, 429)]
    [InlineData(RefusalKind.Unavailable, 503)]
    [InlineData(RefusalKind.OutcomeUnknown, 504)]
    public void Refusal_Kind_HasItsStatus(RefusalKind kind, int status) => Assert.Equal(status, Server.Api.Problems.Status(kind));

    private static async Task<JsonNode> JsonAsync(HttpResponseMessage response) => JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
}
