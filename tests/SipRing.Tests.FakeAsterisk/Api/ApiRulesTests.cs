using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SipRing.CallCenter.Access;
using Xunit;

namespace SipRing.Tests.FakeAsterisk.Api;

/// <summary>What holds for every route: who may call it, and how it says no.</summary>
public sealed class ApiRulesTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private static readonly string[] s_open = ["/health/live", "/health/ready", "/openapi/v1.json", "/login", "/account/login", "/api/scalar.js", "/api/scalar.aspnetcore.js", "/api/favicon.svg"];

    [Fact]
    public async Task EveryRoute_WithoutToken_Denies()
    {
        var app = shared.App;
        using var client = app.Client();
        var wrong = new List<string>();
        var count = 0;
        foreach (var endpoint in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var path = "/" + endpoint.RoutePattern.RawText!.Trim('/').Replace("{documentName}", "v1", StringComparison.Ordinal).Replace("{number}", "450", StringComparison.Ordinal)
                .Replace("{extension}", "501", StringComparison.Ordinal).Replace("{id}", "1", StringComparison.Ordinal);
            if (s_open.Contains(path))
                continue;
            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            {
                using var request = new HttpRequestMessage(new(method), path);
                if (method is "POST" or "PUT")
                    request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
                using var response = await client.SendAsync(request);
                count++;
                var refused = response.StatusCode == HttpStatusCode.Unauthorized
                    || (response.StatusCode == HttpStatusCode.Redirect && response.Headers.Location!.OriginalString.Contains("/login", StringComparison.Ordinal));
                if (!refused)
                    wrong.Add($"{method} {path}: {response.StatusCode}");
            }
        }

        Assert.Empty(wrong);
        Assert.True(count > 25, $"Only {count} routes were found.");
    }

    [Theory]
    [InlineData("GET", "/api/v1/floor", Role.Supervisor)]
    [InlineData("GET", "/api/v1/floor/events", Role.Supervisor)]
    [InlineData("GET", "/api/v1/queue-calls", Role.Supervisor)]
    [InlineData("GET", "/api/v1/agent-sessions", Role.Supervisor)]
    [InlineData("GET", "/api/v1/reports/queue-summary", Role.Supervisor)]
    [InlineData("GET", "/api/v1/recordings/1", Role.Supervisor)]
    [InlineData("GET", "/api/v1/agents", Role.Supervisor)]
    [InlineData("POST", "/api/v1/agents", Role.Administrator)]
    [InlineData("PUT", "/api/v1/agents/1", Role.Administrator)]
    [InlineData("DELETE", "/api/v1/agents/1", Role.Administrator)]
    [InlineData("POST", "/api/v1/agents/1/pin", Role.Administrator)]
    [InlineData("POST", "/api/v1/agents/1/restore", Role.Administrator)]
    [InlineData("PUT", "/api/v1/agents/1/web-login", Role.Administrator)]
    [InlineData("GET", "/api/v1/users", Role.Administrator)]
    [InlineData("POST", "/api/v1/users", Role.Administrator)]
    [InlineData("PUT", "/api/v1/users/admin", Role.Administrator)]
    [InlineData("POST", "/api/v1/users/nobody/password", Role.Administrator)]
    [InlineData("GET", "/api/v1/tokens", Role.Administrator)]
    [InlineData("POST", "/api/v1/tokens", Role.Administrator)]
    [InlineData("GET", "/api/v1/call-rules", Role.Supervisor)]
    [InlineData("PUT", "/api/v1/queues/450/call-rules", Role.Administrator)]
    [InlineData("GET", "/api/v1/queues/450/members", Role.Supervisor)]
    [InlineData("POST", "/api/v1/queues/450/members", Role.Supervisor)]
    [InlineData("DELETE", "/api/v1/queues/450/members/501", Role.Supervisor)]
    [InlineData("POST", "/api/v1/queues/450/members/501/pause", Role.Supervisor)]
    [InlineData("GET", "/api/v1/extensions/501", Role.Supervisor)]
    [InlineData("PUT", "/api/v1/extensions/501", Role.Administrator)]
    [InlineData("DELETE", "/api/v1/extensions/501", Role.Administrator)]
    [InlineData("GET", "/api/v1/queues/450", Role.Supervisor)]
    [InlineData("PUT", "/api/v1/queues/450", Role.Administrator)]
    [InlineData("DELETE", "/api/v1/queues/450", Role.Administrator)]
    [InlineData("GET", "/api/v1/menus", Role.Administrator)]
    [InlineData("PUT", "/api/v1/menus/1", Role.Administrator)]
    [InlineData("DELETE", "/api/v1/menus/1", Role.Administrator)]
    [InlineData("GET", "/api/v1/schedules/1/now", Role.Administrator)]
    [InlineData("PUT", "/api/v1/schedules/1", Role.Administrator)]
    [InlineData("PUT", "/api/v1/holidays/1", Role.Administrator)]
    [InlineData("GET", "/api/v1/sounds/1/file", Role.Administrator)]
    [InlineData("PUT", "/api/v1/sounds/1", Role.Administrator)]
    [InlineData("PUT", "/api/v1/sounds/1/name", Role.Administrator)]
    [InlineData("PUT", "/api/v1/music-classes/1", Role.Administrator)]
    [InlineData("GET", "/api/v1/wallboards", Role.Supervisor)]
    [InlineData("GET", "/api/v1/wallboards/1", Role.Supervisor)]
    [InlineData("POST", "/api/v1/wallboards", Role.Supervisor)]
    [InlineData("PUT", "/api/v1/wallboards/1", Role.Supervisor)]
    [InlineData("DELETE", "/api/v1/wallboards/1", Role.Supervisor)]
    [InlineData("POST", "/api/v1/wallboards/1/link", Role.Administrator)]
    [InlineData("DELETE", "/api/v1/wallboards/1/link", Role.Administrator)]
    [InlineData("GET", "/api/v1/trunks", Role.Administrator)]
    [InlineData("GET", "/api/v1/trunks/one", Role.Administrator)]
    [InlineData("GET", "/api/v1/trunks/one/state", Role.Administrator)]
    [InlineData("POST", "/api/v1/trunks/one/check", Role.Administrator)]
    [InlineData("PUT", "/api/v1/trunks/one", Role.Administrator)]
    [InlineData("PUT", "/api/v1/trunks/one/place", Role.Administrator)]
    [InlineData("DELETE", "/api/v1/trunks/one", Role.Administrator)]
    [InlineData("GET", "/api/v1/incoming-routes", Role.Administrator)]
    [InlineData("PUT", "/api/v1/incoming-routes/one", Role.Administrator)]
    [InlineData("DELETE", "/api/v1/incoming-routes/one", Role.Administrator)]
    [InlineData("GET", "/api/v1/outgoing-routes", Role.Administrator)]
    [InlineData("PUT", "/api/v1/outgoing-routes/one", Role.Administrator)]
    [InlineData("DELETE", "/api/v1/outgoing-routes/one", Role.Administrator)]
    [InlineData("GET", "/api/v1/pbx/route-tests/incoming?called=1", Role.Administrator)]
    [InlineData("GET", "/api/v1/pbx/route-tests/outgoing?dialled=1", Role.Administrator)]
    public async Task Route_RoleBelow_Refuses(string method, string path, Role least)
    {
        var app = shared.App;
        foreach (var role in Enum.GetValues<Role>())
        {
            using var client = await app.ClientAsync(role);
            using var request = new HttpRequestMessage(new(method), path) { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            if (role < least)
            {
                Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
                Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
            }
            else
            {
                Assert.NotEqual(HttpStatusCode.Forbidden, response.StatusCode);
                Assert.NotEqual(HttpStatusCode.Unauthorized, response.StatusCode);
            }
        }
    }

    [Fact]
    public async Task Token_UnknownOrRevoked_IsUnauthorizedAsProblem()
    {
        var app = shared.App;
        using var stranger = app.Client("sr_nobody");
        using var response = await stranger.GetAsync("/api/v1/floor");
        await AssertProblemAsync(response, HttpStatusCode.Unauthorized, "token-unknown");
        Assert.StartsWith("Bearer", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);

        var token = (await app.Get<CreateToken>().HandleAsync(Actor.CommandLine, "short-lived", Role.Supervisor, default)).Value!.Token;
        using var client = app.Client(token);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/floor")).StatusCode);
        Assert.NotNull(Assert.Single((await app.Get<ListTokens>().HandleAsync(Actor.CommandLine, default)).Value!, t => t.Name == "short-lived").UsedAt);
        await app.Get<RevokeToken>().HandleAsync(Actor.CommandLine, "short-lived", default);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/v1/floor")).StatusCode);
    }

    [Theory]
    [InlineData("{\"name\":\"A\",\"pin\":\"7391\",\"colour\":\"red\"}", "colour")]
    [InlineData("{\"name\":5,\"pin\":\"7391\"}", "name")]
    [InlineData("{\"name\":\"A\",\"pin\":7391}", "pin")]
    [InlineData("{\"name\":\"A\"}", "pin")]
    [InlineData("{\"name\":null,\"pin\":\"7391\"}", "name")]
    [InlineData("{\"Name\":\"A\",\"pin\":\"7391\"}", "Name")]
    [InlineData("{\"name\":\"\",\"pin\":\"7391\"}", "name")]
    [InlineData("{\"name\":\"A\",\"pin\":\"12\"}", "pin")]
    [InlineData("{\"name\":\"A\",\"pin\":\"1234\"}", "pin")]
    public async Task Body_WrongMember_IsNamed(string body, string field)
    {
        var app = shared.App;
        using var client = await app.ClientAsync(Role.Administrator);

        using var response = await client.PostAsync("/api/v1/agents", new StringContent(body, Encoding.UTF8, "application/json"));

        var problem = await AssertProblemAsync(response, HttpStatusCode.BadRequest);
        Assert.Equal(field, (string?)problem["field"]);
        Assert.NotEmpty(problem["errors"]![field]!.AsArray());
    }

    [Fact]
    public async Task Body_SeveralWrongMembers_AreAllNamed()
    {
        var app = shared.App;
        using var client = await app.ClientAsync(Role.Administrator);

        using var response = await client.PutAsync("/api/v1/queues/460", new StringContent("{\"ringSeconds\":\"15\",\"colour\":1}", Encoding.UTF8, "application/json"));

        var problem = await AssertProblemAsync(response, HttpStatusCode.BadRequest);
        Assert.Equal(["ringSeconds", "colour", "name"], problem["errors"]!.AsObject().Select(e => e.Key));
    }

    [Theory]
    [InlineData("not json", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("[1]", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("{\"name\":\"A\",\"name\":\"B\",\"pin\":\"7391\"}", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("name=A&pin=7391", "application/x-www-form-urlencoded", HttpStatusCode.UnsupportedMediaType)]
    public async Task Body_NotAnObject_IsAProblem(string body, string type, HttpStatusCode status)
    {
        var app = shared.App;
        using var client = await app.ClientAsync(Role.Administrator);

        using var response = await client.PostAsync("/api/v1/agents", new StringContent(body, Encoding.UTF8, type));

        await AssertProblemAsync(response, status);
    }

    [Fact]
    public async Task Body_LargerThanTheLimit_IsRefused()
    {
        var app = shared.App;
        using var client = await app.ClientAsync(Role.Administrator);

        using var response = await client.PostAsJsonAsync("/api/v1/agents", new { name = new string('a', 100_000), pin = "7391" });

        await AssertProblemAsync(response, HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [InlineData("GET", "/api/v1/nothing", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "/api/v1/floor", HttpStatusCode.MethodNotAllowed)]
    public async Task Path_NotThere_IsAProblem(string method, string path, HttpStatusCode status)
    {
        var app = shared.App;
        using var client = await app.ClientAsync(Role.Administrator);

        using var response = await client.SendAsync(new(new(method), path));

        await AssertProblemAsync(response, status);
    }

    internal static async Task<JsonNode> AssertProblemAsync(HttpResponseMessage response, HttpStatusCode status, string? code = null)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(status == response.StatusCode, $"{response.StatusCode}: {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        var problem = JsonNode.Parse(text)!;
        Assert.Equal((int)status, (int)problem["status"]!);
        Assert.False(string.IsNullOrEmpty((string?)problem["detail"]));
        if (code is not null)
            Assert.Equal(code, (string?)problem["code"]);
        return problem;
    }
}
