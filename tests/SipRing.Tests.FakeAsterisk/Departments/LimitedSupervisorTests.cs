using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents.WrapUps;
using Xunit;

namespace SipRing.Tests.FakeAsterisk.Departments;

/// <summary>
/// Every route of the API, asked by a supervisor who is limited to Sales: of Support he is told nothing, and touches nobody. A route
/// that is added later must be added here, too.
/// </summary>
public sealed class LimitedSupervisorTests
{
    /// <summary>What is read: the address, and something of his own that the answer holds.</summary>
    private static readonly (string Route, string Url, string Holds)[] s_reads =
    [
        ("GET /api/v1/floor", "floor", "Anna"),
        ("GET /api/v1/extensions", "extensions", "501"),
        ("GET /api/v1/extensions/{number}", "extensions/501", "501"),
        ("GET /api/v1/queues", "queues", "450"),
        ("GET /api/v1/queues/{number}", "queues/450", "450"),
        ("GET /api/v1/agents", "agents", "Anna"),
        ("GET /api/v1/agents/{id}", "agents/{anna}", "Anna"),
        ("GET /api/v1/departments", "departments", "Sales"),
        ("GET /api/v1/departments/{id:int}", "departments/{sales}", "Sales"),
        ("GET /api/v1/queues/{number}/members", "queues/450/members", "Anna"),
        ("GET /api/v1/queues/{number}/members/{extension}", "queues/450/members/501", "Anna"),
        ("GET /api/v1/call-rules", "call-rules", "450"),
        ("GET /api/v1/queue-calls", "queue-calls", "79161110002"),
        ("GET /api/v1/agent-sessions", "agent-sessions", "501"),
        ("GET /api/v1/reports/queue-summary", "reports/queue-summary", "450"),
        ("GET /api/v1/reports/department-summary", "reports/department-summary", "Sales"),
        ("GET /api/v1/calls", "calls", "79161110001"),
        ("GET /api/v1/calls/totals", "calls/totals", "\"calls\":3"),
        ("GET /api/v1/calls/export", "calls/export", "79161110001"),
        ("GET /api/v1/calls/{id:long}", "calls/{ownPast}", "79161110001"),
        ("GET /api/v1/recordings/{id}", "recordings/" + LimitedScene.OwnRecording, ""),
        ("GET /api/v1/recordings/{id}", "recordings/" + LimitedScene.OwnPhoneRecording, ""),
        ("GET /api/v1/queue-calls", "queue-calls?department={sales}", "79161110001"),
    ];

    /// <summary>What he asks for by name, and does not get.</summary>
    private static readonly string[] s_hidden =
    [
        "extensions/502", "queues/451", "agents/{boris}", "departments/{support}", "queues/451/members", "queues/450/members/502", "queues/451/members/502", "calls/{foreignPast}",
        "recordings/" + LimitedScene.ForeignRecording, "recordings/" + LimitedScene.HelpersRecording, "recordings/" + LimitedScene.ForeignPhoneRecording,
        "recordings/" + LimitedScene.ForeignRecording + "?download=1", "floor?department={support}", "floor/events?department={support}", "queue-calls?department={support}",
        "agent-sessions?department={support}", "reports/queue-summary?department={support}", "reports/department-summary?department={support}", "calls?department={support}",
        "calls/totals?department={support}", "calls/export?department={sales}&department={support}",
    ];

    /// <summary>What he asks for, and gets nothing of.</summary>
    private static readonly string[] s_empty =
        ["queue-calls?queue=451", "queue-calls?agent={boris}", "agent-sessions?agent={boris}", "calls?extension=502", "calls?agent={boris}", "reports/queue-summary?queue=451"];

    /// <summary>What is done: the same to his own people and to others.</summary>
    private static readonly (string Route, string Own, string Foreign, object? Body, object? ForeignBody)[] s_acts =
    [
        ("POST /api/v1/queues/{number}/members/{extension}/pause", "queues/450/members/501/pause", "queues/451/members/502/pause", new { paused = true }, null),
        ("POST /api/v1/members/{extension}/pause", "members/501/pause", "members/502/pause", new { paused = false }, null),
        ("POST /api/v1/members/{extension}/wrap-up/extend", "members/501/wrap-up/extend", "members/502/wrap-up/extend", new { seconds = 5 }, null),
        ("POST /api/v1/members/{extension}/wrap-up/end", "members/501/wrap-up/end", "members/502/wrap-up/end", null, null),
        ("DELETE /api/v1/queues/{number}/members/{extension}", "queues/450/members/501", "queues/451/members/502", null, null),
        ("POST /api/v1/queues/{number}/members", "queues/450/members", "queues/450/members", new { extension = "501", agentId = "{anna}" }, new { extension = "501", agentId = "{boris}" }),
        ("POST /api/v1/queues/{number}/members", "queues/450/members", "queues/450/members", null, new { extension = "502", agentId = "{anna}" }),
        ("POST /api/v1/queues/{number}/members", "queues/450/members", "queues/451/members", null, new { extension = "501", agentId = "{anna}" }),
        ("POST /api/v1/agents/{id}/logout", "agents/{anna}/logout", "agents/{boris}/logout", null, null),
        ("POST /api/v1/calls", "calls", "calls", new { number = "503", phone = "501" }, new { number = "503", phone = "502" }),
        ("POST /api/v1/calls/{call}/listen", "calls/" + LimitedScene.OwnCall + "/listen", "calls/" + LimitedScene.ForeignCall + "/listen", new { phone = "503" }, null),
        ("POST /api/v1/calls/{call}/listen", "calls/" + LimitedScene.OwnCall + "/listen", "calls/" + LimitedScene.ForeignCall + "/listen", new { phone = "503", mode = "barge" }, null),
        ("POST /api/v1/calls/{call}/listen", "calls/" + LimitedScene.OwnCall + "/listen", "calls/" + LimitedScene.OwnCall + "/listen", new { phone = "503", extension = "501" }, new { phone = "502" }),
        ("POST /api/v1/calls/{call}/transfer", "calls/" + LimitedScene.OwnCall + "/transfer", "calls/" + LimitedScene.ForeignCall + "/transfer", new { to = "503" }, null),
        ("POST /api/v1/calls/{call}/transfer", "calls/1795472214.31/transfer", "calls/1795472214.41/transfer", new { to = "503" }, null),
        ("POST /api/v1/calls/{call}/hangup", "calls/" + LimitedScene.OwnCall + "/hangup", "calls/" + LimitedScene.ForeignCall + "/hangup", null, null),
        ("POST /api/v1/calls/{call}/hangup", "calls/1795472214.31/hangup", "calls/1795472214.41/hangup", null, null),
    ];

    /// <summary>Nobody's: the same for whoever has the right.</summary>
    private static readonly string[] s_ofNobody = ["GET /api/v1/pause-reasons", "HEAD /api/v1/recordings/{id}"];

    /// <summary>The directory holds customers, who belong to no department; the others have their limits tested where they are.</summary>
    private static readonly string[] s_elsewhere = ["/api/v1/contacts", "/api/v1/wallboards", "/api/v1/lost-callers"];

    /// <summary>Has tests of its own.</summary>
    private static readonly string[] s_apart = ["GET /api/v1/floor/events"];

    [Fact]
    public async Task Routes_OfTheApi_AreAllHere()
    {
        await using var app = await TestApp.StartAsync();
        var known = s_reads.Select(r => r.Route).Concat(s_acts.Select(a => a.Route)).Concat(s_ofNobody).Concat(s_apart).ToHashSet(StringComparer.Ordinal);

        var open = Routes(app).Where(r => IsForSupervisors(r.Endpoint)).SelectMany(r => r.Names)
            .Where(name => !Array.Exists(s_elsewhere, path => name.Split(' ')[1].StartsWith(path, StringComparison.Ordinal))).ToList();

        Assert.True(open.Count > 25, "the routes are no longer found");
        Assert.Empty(open.Except(known));
        Assert.Empty(known.Except(open));
    }

    [Fact]
    public async Task Routes_OfAdministrators_AreClosed()
    {
        await using var app = await TestApp.StartAsync();
        using var client = await app.ClientAsync(Role.Supervisor);
        foreach (var (endpoint, names) in Routes(app).Where(r => !IsForSupervisors(r.Endpoint)))
        {
            foreach (var name in names)
            {
                var (method, pattern) = (name.Split(' ')[0], endpoint.RoutePattern);
                var url = "/" + string.Join('/', pattern.PathSegments.Select(s => string.Concat(s.Parts.Select(p => p is RoutePatternLiteralPart literal ? literal.Content : "1"))));
                using var request = new HttpRequestMessage(new(method), url) { Content = method == "GET" ? null : JsonContent.Create(new { }) };
                using var answer = await client.SendAsync(request);
                Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{name}: {answer.StatusCode}");
            }
        }
    }

    [Fact]
    public async Task Reads_ByALimitedSupervisor_TellOfHisPeopleOnly()
    {
        await using var scene = await LimitedScene.StartAsync();
        using var client = await scene.LimitedAsync();
        foreach (var (route, url, holds) in s_reads)
        {
            using var answer = await client.GetAsync(Fill(scene, url));
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.IsSuccessStatusCode, $"{route}: {text}");
            Assert.Contains(holds, text, StringComparison.Ordinal);
            Assert.All(LimitedScene.Foreign, foreign => Assert.False(text.Contains(foreign, StringComparison.Ordinal), $"{url} tells of {foreign}: {text}"));
        }

        foreach (var url in s_hidden)
        {
            using var answer = await client.GetAsync(Fill(scene, url));
            Assert.True(answer.StatusCode == HttpStatusCode.NotFound, $"{url}: {answer.StatusCode}");
        }

        foreach (var url in s_empty)
        {
            var items = (await client.GetFromJsonAsync<JsonNode>(Fill(scene, url)))!["items"]!.AsArray();
            Assert.True(items.Count == 0, $"{url}: {items.ToJsonString()}");
        }
    }

    [Fact]
    public async Task Reads_ByAnUnlimitedSupervisor_TellOfEverybody()
    {
        await using var scene = await LimitedScene.StartAsync();
        using var client = await scene.App.ClientAsync(Role.Supervisor);
        string[] all = ["floor", "extensions", "queues", "agents", "departments", "queue-calls", "agent-sessions", "reports/queue-summary", "reports/department-summary", "calls", "calls/export"];
        foreach (var url in all)
        {
            var text = await client.GetStringAsync("/api/v1/" + url);
            Assert.True(LimitedScene.Foreign.Any(foreign => text.Contains(foreign, StringComparison.Ordinal)), $"{url}: {text}");
        }

        // What a test takes for hidden is there.
        foreach (var url in s_hidden.Where(u => !u.StartsWith("floor/events", StringComparison.Ordinal)))
        {
            using var answer = await client.GetAsync(Fill(scene, url));
            Assert.True(answer.IsSuccessStatusCode || url == "queues/450/members/502", $"{url}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task Acts_OfALimitedSupervisor_ReachHisPeopleOnly()
    {
        await using var scene = await LimitedScene.StartAsync();
        using var client = await scene.LimitedAsync();
        var members = scene.App.Asterisk.Members.Count;
        foreach (var (_, _, foreign, body, foreignBody) in s_acts)
        {
            var method = IsDelete(foreign) ? HttpMethod.Delete : HttpMethod.Post;
            using var answer = await SendAsync(client, method, Fill(scene, foreign), Filled(scene, foreignBody ?? body));
            Assert.True(answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound, $"{foreign}: {answer.StatusCode}");
        }

        Assert.Empty(scene.App.Asterisk.Acts);
        Assert.Empty(scene.App.Asterisk.Log);
        Assert.Equal(members, scene.App.Asterisk.Members.Count);
        Assert.DoesNotContain(scene.App.Asterisk.Members.Values, m => m.Paused);
    }

    [Fact]
    public async Task Acts_OnHisOwnPeople_AreCarriedOut()
    {
        await using var scene = await LimitedScene.StartAsync();
        using var client = await scene.LimitedAsync();
        foreach (var (_, own, _, body, foreignBody) in s_acts.Where(a => a.Body is not null || a.ForeignBody is null))
        {
            using var answer = await SendAsync(client, IsDelete(own) ? HttpMethod.Delete : HttpMethod.Post, Fill(scene, own), Filled(scene, body));

            // There is no wrap-up to end or to extend: it is refused for that, not for whose it is.
            var expected = own.Contains("wrap-up", StringComparison.Ordinal) ? answer.StatusCode == HttpStatusCode.Conflict : answer.IsSuccessStatusCode;
            Assert.True(expected, $"{own}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        }
    }

    [Fact]
    public async Task Call_SharedWithOthers_IsToldWithoutThem()
    {
        await using var scene = await LimitedScene.StartAsync();
        using var client = await scene.LimitedAsync();
        using var other = await scene.App.ClientAsync(Role.Supervisor);

        var whole = (await other.GetFromJsonAsync<JsonNode>($"/api/v1/calls/{scene.SharedPast}"))!["legs"]!.AsArray();
        var seen = (await client.GetFromJsonAsync<JsonNode>($"/api/v1/calls/{scene.SharedPast}"))!["legs"]!.AsArray();

        Assert.Equal(whole.Count, seen.Count);
        Assert.Equal(2, whole.Count(l => l!["operator"] is not null));
        Assert.Equal("501", (string?)Assert.Single(seen, l => l!["operator"] is not null)!["party"]);
    }

    [Fact]
    public async Task Limit_ToNothing_LeavesNobody()
    {
        await using var scene = await LimitedScene.StartAsync();
        using var client = await scene.LimitedAsync(scene.Sales);
        await scene.App.Get<CallCenter.Departments.DeleteDepartment>().HandleAsync(Actor.CommandLine, scene.Sales, default);

        foreach (var url in new[] { "extensions", "queues", "agents", "departments", "queue-calls", "agent-sessions", "reports/queue-summary", "reports/department-summary", "calls" })
            Assert.Empty((await client.GetFromJsonAsync<JsonNode>("/api/v1/" + url))!["items"]!.AsArray());
        var floor = (await client.GetFromJsonAsync<JsonNode>("/api/v1/floor"))!;
        Assert.Empty(floor["extensions"]!.AsArray());
        Assert.Empty(floor["queues"]!.AsArray());
        Assert.Empty(floor["calls"]!.AsArray());
    }

    private static bool IsDelete(string url) => url.Contains("/members/", StringComparison.Ordinal) && url.Split('/')[^1].All(char.IsAsciiDigit);

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, HttpMethod method, string url, JsonNode? body)
    {
        using var request = new HttpRequestMessage(method, url) { Content = body is null ? null : JsonContent.Create(body) };
        return await client.SendAsync(request);
    }

    private static string Fill(LimitedScene scene, string url) => "/api/v1/" + url
        .Replace("{anna}", $"{scene.Anna}", StringComparison.Ordinal).Replace("{boris}", $"{scene.Boris}", StringComparison.Ordinal)
        .Replace("{sales}", $"{scene.Sales}", StringComparison.Ordinal).Replace("{support}", $"{scene.Support}", StringComparison.Ordinal)
        .Replace("{ownPast}", $"{scene.OwnPast}", StringComparison.Ordinal).Replace("{foreignPast}", $"{scene.ForeignPast}", StringComparison.Ordinal);

    private static JsonNode? Filled(LimitedScene scene, object? body)
    {
        if (body is null)
            return null;
        var json = System.Text.Json.JsonSerializer.SerializeToNode(body)!;
        if (json["agentId"] is { } agent)
            json["agentId"] = (string?)agent == "{anna}" ? scene.Anna : scene.Boris;
        return json;
    }

    private static IEnumerable<(RouteEndpoint Endpoint, string[] Names)> Routes(TestApp app) => app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(e => e.RoutePattern.RawText?.StartsWith("/api/v1/", StringComparison.Ordinal) == true)
        .Select(e => (e, e.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Select(m => $"{m} {e.RoutePattern.RawText!.TrimEnd('/')}").ToArray()));

    private static bool IsForSupervisors(Endpoint endpoint) => endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(a => a.Policy).OfType<string>()
        .All(policy => Permissions.Of(Role.Supervisor).Contains(Enum.Parse<Permission>(policy)));
}
