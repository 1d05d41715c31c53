using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using LinqToDB.Data;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Departments;
using SipRing.Tests.FakeAsterisk.Access;
using SipRing.Tests.FakeAsterisk.Api;
using Xunit;

namespace SipRing.Tests.FakeAsterisk.Departments;

/// <summary>Departments, members and limits by the API, and what is summed by them.</summary>
public sealed class DepartmentRoutesTests
{
    [Fact]
    public async Task Departments_WholeLife_AnswersAsDescribed()
    {
        await using var app = await TestApp.StartAsync();
        using var client = await app.ClientAsync(Role.Administrator);

        using var created = await client.PostAsJsonAsync("/api/v1/departments", new { name = " Отдел «${EXTEN}»; " });
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var id = (int)JsonNode.Parse(await created.Content.ReadAsStringAsync())!["id"]!;
        Assert.Equal("Отдел «${EXTEN}»;", (string?)(await client.GetFromJsonAsync<JsonNode>(created.Headers.Location))!["name"]);
        Assert.Equal("name", (string?)(await ApiRulesTests.AssertProblemAsync(await client.PostAsJsonAsync("/api/v1/departments", new { name = "отдел «${exten}»;" }), HttpStatusCode.Conflict, "department-exists"))["field"]);
        await ApiRulesTests.AssertProblemAsync(await client.PostAsJsonAsync("/api/v1/departments", new { name = "a\r\nb" }), HttpStatusCode.BadRequest, "department-name-invalid");
        await ApiRulesTests.AssertProblemAsync(await client.PutAsJsonAsync("/api/v1/departments/999", new { name = "Sales" }), HttpStatusCode.NotFound, "department-unknown");
        Assert.Equal(HttpStatusCode.OK, (await client.PutAsJsonAsync($"/api/v1/departments/{id}", new { name = "Sales" })).StatusCode);

        Assert.Equal(HttpStatusCode.NoContent, (await client.PostAsJsonAsync($"/api/v1/departments/{id}/members", new { extensions = new[] { "501", "502", "501" }, queues = new[] { "450" } })).StatusCode);
        await ApiRulesTests.AssertProblemAsync(await client.PostAsJsonAsync($"/api/v1/departments/{id}/members", new { extensions = new[] { "501", "599" } }), HttpStatusCode.NotFound, "extension-unknown");
        await ApiRulesTests.AssertProblemAsync(await client.PostAsJsonAsync($"/api/v1/departments/{id}/members", new { agents = new[] { 999 } }), HttpStatusCode.NotFound, "agent-unknown");
        await ApiRulesTests.AssertProblemAsync(await client.PostAsJsonAsync("/api/v1/departments/999/members", new { extensions = new[] { "501" } }), HttpStatusCode.NotFound, "department-unknown");
        var other = (int)JsonNode.Parse(await (await client.PostAsJsonAsync("/api/v1/departments", new { name = "Support" })).Content.ReadAsStringAsync())!["id"]!;
        Assert.Equal(HttpStatusCode.NoContent, (await client.PostAsJsonAsync($"/api/v1/departments/{other}/members", new { extensions = new[] { "502" } })).StatusCode);
        Assert.Equal(["501"], await ExtensionsAsync(client, id));
        Assert.Equal(["502"], await ExtensionsAsync(client, other));
        Assert.Equal(HttpStatusCode.NoContent, (await client.PostAsJsonAsync("/api/v1/departments/none/members", new { extensions = new[] { "502" } })).StatusCode);
        Assert.Empty(await ExtensionsAsync(client, other));

        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync($"/api/v1/departments/{id}")).StatusCode);
        await ApiRulesTests.AssertProblemAsync(await client.DeleteAsync($"/api/v1/departments/{id}"), HttpStatusCode.NotFound, "department-unknown");
        await using var db = app.Database.Connect();
        Assert.Equal(0, await db.ExecuteAsync<int>("SELECT COUNT(*) FROM department_members"));
        Assert.Equal(
            ["department.create", "department.change", "department.enter", "department.create", "department.enter", "department.leave", "department.remove"],
            await db.QueryToListAsync<string>("SELECT action FROM audit WHERE action LIKE 'department.%' ORDER BY id"));
    }

    [Fact]
    public async Task Limits_OfPeople_AreSetAndLifted()
    {
        await using var app = await TestApp.StartAsync();
        using var client = await app.ClientAsync(Role.Administrator);
        await app.Get<AddUser>().HandleAsync(Actor.CommandLine, new("Chief", Role.Supervisor, null), default);
        await app.Get<AddUser>().HandleAsync(Actor.CommandLine, new("boss", Role.Administrator, null), default);
        var id = (await app.Get<SaveDepartment>().HandleAsync(Actor.CommandLine, new(null, "Sales"), default)).Value!.Id;

        using var set = await client.PutAsJsonAsync("/api/v1/limits/users/chief", new { departments = new[] { id } });
        Assert.Equal("Sales", (string?)JsonNode.Parse(await set.Content.ReadAsStringAsync())!["departments"]![0]!["name"]);
        await ApiRulesTests.AssertProblemAsync(await client.PutAsJsonAsync("/api/v1/limits/users/chief", new { departments = new[] { 999 } }), HttpStatusCode.NotFound, "department-unknown");
        await ApiRulesTests.AssertProblemAsync(await client.PutAsJsonAsync("/api/v1/limits/users/nobody", new { departments = new[] { id } }), HttpStatusCode.NotFound, "user-unknown");
        await ApiRulesTests.AssertProblemAsync(await client.PutAsJsonAsync("/api/v1/limits/tokens/nobody", new { departments = new[] { id } }), HttpStatusCode.NotFound, "token-unknown");
        await ApiRulesTests.AssertProblemAsync(await client.PutAsJsonAsync("/api/v1/limits/users/boss", new { departments = new[] { id } }), HttpStatusCode.Conflict, "administrator-unlimited");
        await ApiRulesTests.AssertProblemAsync(await client.PutAsJsonAsync("/api/v1/limits/users/chief", new { }), HttpStatusCode.BadRequest);

        var chief = (await client.GetFromJsonAsync<JsonNode>("/api/v1/limits"))!["items"]!.AsArray().Single(l => (string?)l!["name"] == "Chief")!;
        Assert.Single(chief["departments"]!.AsArray());
        using var lifted = await client.PutAsJsonAsync("/api/v1/limits/users/chief", new { departments = (int[]?)null });
        Assert.Null(JsonNode.Parse(await lifted.Content.ReadAsStringAsync())!["departments"]);
        await using var db = app.Database.Connect();
        Assert.Equal(2, await db.ExecuteAsync<int>("SELECT COUNT(*) FROM audit WHERE action = 'user.limit'"));
    }

    [Fact]
    public async Task Limit_OfAPersonWithACookie_HoldsLikeThatOfAToken()
    {
        await using var scene = await LimitedScene.StartAsync();
        var password = (await scene.App.Get<AddUser>().HandleAsync(Actor.CommandLine, new("chief", Role.Supervisor, null), default)).Value!.Password;
        using var browser = new TestBrowser(scene.App);
        await browser.LogInAsync("chief", password);
        await browser.PostAsync("/password", "/account/password", ("current", password), ("password", "four loud green kettles"), ("repeat", "four loud green kettles"));
        Assert.Contains("Boris", await ReadAsync(browser, "/api/v1/agents"), StringComparison.Ordinal);

        await scene.App.Get<SetLimit>().HandleAsync(Actor.CommandLine, new(ActorKind.User, "CHIEF", [scene.Sales]), default);

        Assert.DoesNotContain("Boris", await ReadAsync(browser, "/api/v1/agents"), StringComparison.Ordinal);
        Assert.Contains("Anna", await ReadAsync(browser, "/api/v1/agents"), StringComparison.Ordinal);
        Assert.DoesNotContain("7999222", await ReadAsync(browser, "/api/v1/queue-calls"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task DepartmentSummary_LinesOfAll_AddUpToTheQueueSummary()
    {
        await using var scene = await LimitedScene.StartAsync();
        using var client = await scene.App.ClientAsync(Role.Supervisor);

        var lines = (await client.GetFromJsonAsync<JsonNode>("/api/v1/reports/department-summary"))!["items"]!.AsArray();
        var queues = (await client.GetFromJsonAsync<JsonNode>("/api/v1/reports/queue-summary"))!["items"]!.AsArray();

        var (sales, support) = (lines.Single(l => (string?)l!["name"] == "Sales")!, lines.Single(l => (string?)l!["name"] == "Support")!);
        Assert.Equal((1, 1, 60L, 6L), ((int)sales["answered"]!, (int)sales["lost"]!, (long)sales["talk"]!["total"]!, (long)sales["wait"]!["total"]!));

        // What Boris answered in the queue of Sales is his department's.
        Assert.Equal((2, 1, 120L), ((int)support["answered"]!, (int)support["lost"]!, (long)support["talk"]!["total"]!));
        Assert.Equal((3, 3), ((int)sales["phoneCalls"]!["calls"]!, (int)support["phoneCalls"]!["answered"]!));
        foreach (var name in new[] { "answered", "lost" })
            Assert.Equal(queues.Sum(q => (int)q![name]!), lines.Sum(l => (int)l![name]!));
    }

    [Fact]
    public async Task Filters_ByDepartment_LeaveThatOnly()
    {
        await using var scene = await LimitedScene.StartAsync();
        using var client = await scene.App.ClientAsync(Role.Supervisor);
        foreach (var url in new[] { "floor", "queue-calls", "agent-sessions", "calls", "calls/export", "reports/queue-summary", "reports/department-summary" })
        {
            var text = await client.GetStringAsync($"/api/v1/{url}?department={scene.Sales}");
            Assert.All(LimitedScene.Foreign, foreign => Assert.False(text.Contains(foreign, StringComparison.Ordinal), $"{url} holds {foreign}: {text}"));
            Assert.Contains(url.EndsWith("department-summary", StringComparison.Ordinal) ? "Sales" : "50", text, StringComparison.Ordinal);
        }

        await ApiRulesTests.AssertProblemAsync(await client.GetAsync("/api/v1/queue-calls?department=999"), HttpStatusCode.NotFound, "department-unknown");
        await ApiRulesTests.AssertProblemAsync(await client.GetAsync("/api/v1/floor?department=x"), HttpStatusCode.BadRequest);
    }

    private static async Task<string> ReadAsync(TestBrowser browser, string url)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        using var answer = await browser.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }

    private static async Task<IEnumerable<string>> ExtensionsAsync(HttpClient client, int department) =>
        (await client.GetFromJsonAsync<JsonNode>($"/api/v1/departments/{department}"))!["members"]!["extensions"]!.AsArray().Select(e => (string)e!);
}
