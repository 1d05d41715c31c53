using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SipRing.CallCenter.Access;
using SipRing.Testing.Ledger;
using Xunit;

namespace SipRing.Tests.FakeAsterisk.Api;

public sealed class LostCallerRoutesTests
{
    [Fact]
    public async Task LostCallers_WholeLife_AnswersAsDescribed()
    {
        await using var app = await TestApp.StartAsync();
        await new LostCallerLogs().Lost(0, "450", "84951112233", 40).Lost(100, "460", "anonymous", 9).ReadIntoAsync(app.Services, "main");
        using var client = await app.ClientAsync(Role.Supervisor);

        var one = (await client.GetFromJsonAsync<JsonNode>("/api/v1/lost-callers"))!["items"]!.AsArray().Single()!;
        Assert.Equal(("+74951112233", "450", "open", "overdue"), ((string)one["number"]!, (string)one["queue"]!, (string)one["state"]!, (string)one["urgency"]!));
        var path = $"/api/v1/lost-callers/{one["id"]}";

        Assert.StartsWith("Supervisor", (string)(await JsonAsync(await client.PostAsJsonAsync(path + "/take", new { minutes = 5 })))["takenBy"]!, StringComparison.Ordinal);
        Assert.Single((await client.GetFromJsonAsync<JsonNode>("/api/v1/lost-callers?view=taken"))!["items"]!.AsArray());
        using var other = await app.ClientAsync(Role.Administrator);
        await ApiRulesTests.AssertProblemAsync(await other.PostAsJsonAsync(path + "/take", new { }), HttpStatusCode.Conflict, "lost-caller-taken");
        Assert.Null((await JsonAsync(await other.PostAsync(path + "/release", null)))["takenBy"]);
        Assert.Equal("from the fair", (string)(await JsonAsync(await client.PostAsJsonAsync(path + "/note", new { note = "from the fair" })))["note"]!);
        using var noteless = await client.PostAsJsonAsync(path + "/close", new { reason = "other" });
        Assert.Equal("note", (string?)(await ApiRulesTests.AssertProblemAsync(noteless, HttpStatusCode.BadRequest, "lost-caller-note-missing"))["field"]);
        Assert.Equal("closed", (string)(await JsonAsync(await client.PostAsJsonAsync(path + "/close", new { reason = "wrongNumber" })))["state"]!);
        await ApiRulesTests.AssertProblemAsync(await client.PostAsJsonAsync(path + "/close", new { reason = "wrongNumber" }), HttpStatusCode.Conflict, "lost-caller-not-open");
        Assert.Equal("open", (string)(await JsonAsync(await client.PostAsync(path + "/reopen", null)))["state"]!);

        var story = await client.GetFromJsonAsync<JsonNode>(path);
        Assert.Equal(["lost", "take", "release", "note", "close", "reopen"], story!["steps"]!.AsArray().Select(s => (string)s!["what"]!));
        var totals = await client.GetFromJsonAsync<JsonNode>("/api/v1/lost-callers/totals?from=2020-01-01&to=2100-01-01");
        Assert.Equal((1, 1, 1), ((int)totals!["open"]!, (int)totals["lost"]!, (int)totals["hidden"]!));
        Assert.Single((await client.GetFromJsonAsync<JsonNode>("/api/v1/lost-callers?view=hidden&from=2020-01-01&to=2100-01-01"))!["items"]!.AsArray());
        await ApiRulesTests.AssertProblemAsync(await client.GetAsync("/api/v1/lost-callers/7"), HttpStatusCode.NotFound, "lost-caller-unknown");
        await ApiRulesTests.AssertProblemAsync(await client.GetAsync("/api/v1/lost-callers?view=some"), HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task LostCallers_OfAnotherDepartment_DoNotExist()
    {
        await using var app = await TestApp.StartAsync();
        await new LostCallerLogs().Lost(0, "450", "84951112233", 40).Lost(100, "451", "88121234567", 9).ReadIntoAsync(app.Services, "main");
        using var admin = await app.ClientAsync(Role.Administrator);
        var sales = (int)(await JsonAsync(await admin.PostAsJsonAsync("/api/v1/departments", new { name = "Sales" })))["id"]!;
        using var placed = await admin.PostAsJsonAsync($"/api/v1/departments/{sales}/members", new { queues = new[] { "450" } });
        Assert.Equal(HttpStatusCode.NoContent, placed.StatusCode);
        using var limited = app.Client((await app.Get<CreateToken>().HandleAsync(Actor.CommandLine, "limited", Role.Supervisor, default)).Value!.Token);
        await JsonAsync(await admin.PutAsJsonAsync("/api/v1/limits/tokens/limited", new { departments = new[] { sales } }));
        var all = (await admin.GetFromJsonAsync<JsonNode>("/api/v1/lost-callers"))!["items"]!.AsArray();
        var other = (string)all.Single(c => (string)c!["queue"]! == "451")!["id"]!;

        Assert.Equal(2, all.Count);
        Assert.Equal("450", (string)(await limited.GetFromJsonAsync<JsonNode>("/api/v1/lost-callers"))!["items"]!.AsArray().Single()!["queue"]!);
        Assert.Equal(1, (int)(await limited.GetFromJsonAsync<JsonNode>("/api/v1/lost-callers/totals"))!["open"]!);
        await ApiRulesTests.AssertProblemAsync(await limited.GetAsync($"/api/v1/lost-callers/{other}"), HttpStatusCode.NotFound, "lost-caller-unknown");
        await ApiRulesTests.AssertProblemAsync(await limited.PostAsJsonAsync($"/api/v1/lost-callers/{other}/take", new { }), HttpStatusCode.NotFound, "lost-caller-unknown");
    }

    [Fact]
    public async Task Rules_OfAQueue_AreSetAndTakenAway()
    {
        await using var app = await TestApp.StartAsync();
        using var client = await app.ClientAsync(Role.Administrator);
        using var supervisor = await app.ClientAsync(Role.Supervisor);
        using var op = await app.ClientAsync(Role.Operator);

        using var wrong = await client.PutAsJsonAsync("/api/v1/lost-callers/rules/all", new { targetMinutes = 0 });
        Assert.Equal("targetMinutes", (string?)(await ApiRulesTests.AssertProblemAsync(wrong, HttpStatusCode.BadRequest, "lost-rule-number-invalid"))["field"]);
        await ApiRulesTests.AssertProblemAsync(await client.PutAsJsonAsync("/api/v1/lost-callers/rules/999999", new { targetMinutes = 5 }), HttpStatusCode.NotFound, "queue-unknown");
        await ApiRulesTests.AssertProblemAsync(await client.PutAsJsonAsync("/api/v1/lost-callers/rules/a;b", new { targetMinutes = 5 }), HttpStatusCode.BadRequest, "lost-rule-queue-invalid");
        Assert.Equal(30, (int)(await JsonAsync(await client.PutAsJsonAsync("/api/v1/lost-callers/rules/all", new { targetMinutes = 30 })))["targetMinutes"]!);
        Assert.Equal(30, (int)(await supervisor.GetFromJsonAsync<JsonNode>("/api/v1/lost-callers/rules"))!["items"]![0]!["targetMinutes"]!);
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync("/api/v1/lost-callers/rules/all")).StatusCode);
        Assert.Equal(15, (int)(await client.GetFromJsonAsync<JsonNode>("/api/v1/lost-callers/rules"))!["items"]![0]!["targetMinutes"]!);
        Assert.Equal(HttpStatusCode.Forbidden, (await supervisor.PutAsJsonAsync("/api/v1/lost-callers/rules/all", new { targetMinutes = 30 })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await op.GetAsync("/api/v1/lost-callers")).StatusCode);
    }

    [Fact]
    public async Task System_WhileAsteriskIsAway_SaysSoAndTellsTheRest()
    {
        await using var app = await TestApp.StartAsync();
        using var client = await app.ClientAsync(Role.Administrator);
        using var supervisor = await app.ClientAsync(Role.Supervisor);

        var facts = await client.GetFromJsonAsync<JsonNode>("/api/v1/system");

        Assert.Equal(Environment.ProcessorCount, (int)facts!["load"]!["cores"]!);
        Assert.True((long)facts["load"]!["memoryBytes"]! > 0);
        Assert.True((long)facts["disks"]![0]!["freeBytes"]! > 0);
        Assert.StartsWith("SQLite 3", (string)facts["versions"]!["database"]!, StringComparison.Ordinal);
        Assert.False((bool)facts["pages"]!["isEncrypted"]!);
        Assert.Equal(HttpStatusCode.Forbidden, (await supervisor.GetAsync("/api/v1/system")).StatusCode);
    }

    private static async Task<JsonNode> JsonAsync(HttpResponseMessage answer)
    {
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }
}
