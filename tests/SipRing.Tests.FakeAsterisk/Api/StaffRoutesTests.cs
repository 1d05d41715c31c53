using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SipRing.CallCenter.Access;
using Xunit;

namespace SipRing.Tests.FakeAsterisk.Api;

/// <summary>The routes of operators' PINs and logins, of users, tokens, rules and the order of pause reasons.</summary>
public sealed class StaffRoutesTests
{
    [Fact]
    public async Task Agents_PinLoginAndReturn_AreToldOnce()
    {
        await using var app = await TestApp.StartAsync();
        using var client = await app.ClientAsync(Role.Administrator);
        var id = (int)(await JsonAsync(await client.PostAsJsonAsync("/api/v1/agents", new { name = "Olga", pin = "7391" })))["id"]!;

        var slip = await JsonAsync(await client.PostAsync($"/api/v1/agents/{id}/pin", null));
        Assert.Equal((id, "Olga", 6), ((int)slip["agentId"]!, (string)slip["name"]!, ((string)slip["pin"]!).Length));
        using var wrong = await client.PutAsJsonAsync($"/api/v1/agents/{id}/web-login", new { login = "ольга" });
        Assert.Equal("login", (string?)(await ApiRulesTests.AssertProblemAsync(wrong, HttpStatusCode.BadRequest, "user-name-invalid"))["field"]);
        var login = await JsonAsync(await client.PutAsJsonAsync($"/api/v1/agents/{id}/web-login", new { login = "olga" }));
        Assert.Equal("olga", (string?)login["login"]);
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync($"/api/v1/agents/{id}/web-login")).StatusCode);
        await ApiRulesTests.AssertProblemAsync(await client.DeleteAsync($"/api/v1/agents/{id}/web-login"), HttpStatusCode.NotFound, "no-web-login");

        await client.DeleteAsync($"/api/v1/agents/{id}");
        await ApiRulesTests.AssertProblemAsync(await client.PostAsync($"/api/v1/agents/{id}/pin", null), HttpStatusCode.NotFound, "agent-unknown");
        Assert.Equal("Olga", (string?)(await JsonAsync(await client.PostAsync($"/api/v1/agents/{id}/restore", null)))["name"]);
        await ApiRulesTests.AssertProblemAsync(await client.PostAsync($"/api/v1/agents/{id}/restore", null), HttpStatusCode.NotFound, "agent-not-dismissed");
        await ApiRulesTests.AssertProblemAsync(await client.PostAsync("/api/v1/agents/x/pin", null), HttpStatusCode.NotFound, "agent-unknown");
    }

    [Fact]
    public async Task Users_WholeLife_AnswersAsDescribed()
    {
        await using var app = await TestApp.StartAsync();
        using var client = await app.ClientAsync(Role.Administrator);

        using var created = await client.PostAsJsonAsync("/api/v1/users", new { name = "chief", role = "supervisor" });
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        Assert.Equal("/api/v1/users/chief", created.Headers.Location!.OriginalString);
        Assert.Matches("^[a-z2-9]{4}(-[a-z2-9]{4}){3}$", (string?)(await JsonAsync(created))["password"]);
        using var again = await client.PostAsJsonAsync("/api/v1/users", new { name = "Chief", role = "operator" });
        Assert.Equal("name", (string?)(await ApiRulesTests.AssertProblemAsync(again, HttpStatusCode.Conflict, "user-exists"))["field"]);
        using var bad = await client.PostAsJsonAsync("/api/v1/users", new { name = "a;b", role = "operator" });
        await ApiRulesTests.AssertProblemAsync(bad, HttpStatusCode.BadRequest, "user-name-invalid");

        var changed = await JsonAsync(await client.PutAsJsonAsync("/api/v1/users/chief", new { role = "operator", disabled = true }));
        Assert.Equal(("operator", true), ((string?)changed["role"], (bool)changed["disabled"]!));
        Assert.Equal("chief", (string?)(await JsonAsync(await client.PostAsync("/api/v1/users/chief/password", null)))["name"]);
        var item = Assert.Single((await client.GetFromJsonAsync<JsonNode>("/api/v1/users"))!["items"]!.AsArray())!;
        Assert.Equal(["name", "role", "mustChange", "disabled", "agentId", "createdAt", "signedInAt"], item.AsObject().Select(p => p.Key));
        await ApiRulesTests.AssertProblemAsync(await client.PutAsJsonAsync("/api/v1/users/nobody", new { role = "operator" }), HttpStatusCode.NotFound, "user-unknown");
    }

    [Fact]
    public async Task Tokens_MadeByTheApi_WorkUntilRevoked()
    {
        await using var app = await TestApp.StartAsync();
        using var client = await app.ClientAsync(Role.Administrator);

        using var created = await client.PostAsJsonAsync("/api/v1/tokens", new { name = "crm", role = "supervisor" });
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        using var program = app.Client((string)(await JsonAsync(created))["token"]!);
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/api/v1/floor")).StatusCode);
        Assert.DoesNotContain("\"token\"", await client.GetStringAsync("/api/v1/tokens"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync("/api/v1/tokens/crm")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("/api/v1/floor")).StatusCode);
        await ApiRulesTests.AssertProblemAsync(await client.DeleteAsync("/api/v1/tokens/crm"), HttpStatusCode.NotFound, "token-unknown");
        using var bad = await client.PostAsJsonAsync("/api/v1/tokens", new { name = "a\r\nb", role = "supervisor" });
        Assert.Equal("name", (string?)(await ApiRulesTests.AssertProblemAsync(bad, HttpStatusCode.BadRequest, "token-name-invalid"))["field"]);
    }

    [Fact]
    public async Task CallRules_OfAQueue_AreKeptAndRefusedByField()
    {
        await using var app = await TestApp.StartAsync();
        using var client = await app.ClientAsync(Role.Administrator);

        var saved = await JsonAsync(await client.PutAsJsonAsync("/api/v1/queues/450/call-rules", new { pauseAfterMisses = 3 }));
        Assert.Equal(3, (int)saved["pauseAfterMisses"]!);
        var first = (await client.GetFromJsonAsync<JsonNode>("/api/v1/call-rules"))!["items"]![0]!;
        Assert.Equal(("450", 3), ((string)first["queue"]!, (int)first["pauseAfterMisses"]!));
        foreach (var misses in (int[])[0, 21])
        {
            using var wrong = await client.PutAsJsonAsync("/api/v1/queues/450/call-rules", new { pauseAfterMisses = misses });
            Assert.Equal("pauseAfterMisses", (string?)(await ApiRulesTests.AssertProblemAsync(wrong, HttpStatusCode.BadRequest))["field"]);
        }

        await ApiRulesTests.AssertProblemAsync(await client.PutAsJsonAsync("/api/v1/queues/999/call-rules", new { }), HttpStatusCode.NotFound, "queue-unknown");
    }

    [Fact]
    public async Task PauseReasons_Order_IsKept()
    {
        await using var app = await TestApp.StartAsync();
        using var client = await app.ClientAsync(Role.Administrator);
        await client.PutAsJsonAsync("/api/v1/pause-reasons/1", new { nameRu = "Обед", nameEn = "Lunch" });
        await client.PutAsJsonAsync("/api/v1/pause-reasons/2", new { nameRu = "Перерыв", nameEn = "Break" });

        var ordered = await JsonAsync(await client.PutAsJsonAsync("/api/v1/pause-reasons", new { codes = new[] { 2, 1 } }));
        Assert.Equal([2, 1], ordered["items"]!.AsArray().Select(r => (int)r!["code"]!));
        using var half = await client.PutAsJsonAsync("/api/v1/pause-reasons", new { codes = new[] { 2 } });
        await ApiRulesTests.AssertProblemAsync(half, HttpStatusCode.Conflict, "pause-order-incomplete");
    }

    private static async Task<JsonNode> JsonAsync(HttpResponseMessage response)
    {
        using (response)
        {
            Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
            return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        }
    }
}
