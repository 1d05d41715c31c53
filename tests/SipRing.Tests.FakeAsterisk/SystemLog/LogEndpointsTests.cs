using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using Xunit;

namespace SipRing.Tests.FakeAsterisk.SystemLog;

/// <summary>Audit and log by the API: pages, filters, files.</summary>
public sealed class LogEndpointsTests(SharedApp shared) : IClassFixture<SharedApp>
{
    [Fact]
    public async Task Audit_ByPages_HasEveryActOnce()
    {
        var app = shared.App;
        for (var i = 0; i < 5; i++)
            await app.Get<IAuditLog>().WriteAsync(new(ActorKind.User, "pager", Role.Administrator), "agent.create", $"agent {i}", null, default);
        using var client = await app.ClientAsync(Role.Administrator);

        var targets = new List<string>();
        string? cursor = null;
        do
        {
            var page = (await client.GetFromJsonAsync<JsonNode>($"/api/v1/audit?person=pager&limit=2&cursor={cursor}"))!;
            targets.AddRange(page["items"]!.AsArray().Select(item => (string)item!["target"]!));
            cursor = (string?)page["next"];
        }
        while (cursor is not null);

        Assert.Equal(["agent 4", "agent 3", "agent 2", "agent 1", "agent 0"], targets);
    }

    [Fact]
    public async Task Export_Csv_DisarmsFormulasAndIsAudited()
    {
        var app = shared.App;
        await app.Get<IAuditLog>().WriteAsync(new(ActorKind.User, "=HYPERLINK(\"x\")", Role.Administrator), "agent.create", "agent 1", "@evil", default);
        using var client = await app.ClientAsync(Role.Administrator);

        using var answer = await client.GetAsync("/api/v1/log/export?text=evil&kind=act");
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Contains(",information,act,\"'=HYPERLINK(\"\"x\"\")\",agent.create,agent 1,'@evil\r\n", text, StringComparison.Ordinal);
        var audit = (await client.GetFromJsonAsync<JsonNode>("/api/v1/audit?text=log.export"))!;
        Assert.NotEmpty(audit["items"]!.AsArray());
    }

    [Fact]
    public async Task Export_Ndjson_IsAnObjectALine()
    {
        using var client = await shared.App.ClientAsync(Role.Administrator);
        var lines = (await client.GetStringAsync("/api/v1/log/export?format=ndjson")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.NotNull(JsonNode.Parse(line)!["action"]));
    }

    [Theory]
    [InlineData("/api/v1/log?level=bad", "level")]
    [InlineData("/api/v1/log?kind=act&kind=none", "kind")]
    [InlineData("/api/v1/log?cursor=nonsense", "cursor")]
    [InlineData("/api/v1/audit?from=2026-11-24&to=2026-11-22", "to")]
    [InlineData("/api/v1/log/export?format=xls", "format")]
    public async Task Log_WrongParameter_IsNamed(string path, string field)
    {
        using var client = await shared.App.ClientAsync(Role.Administrator);
        using var answer = await client.GetAsync(path);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(field, (string?)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["field"]);
    }

    [Theory]
    [InlineData("/api/v1/log")]
    [InlineData("/api/v1/audit")]
    [InlineData("/api/v1/log/export")]
    public async Task Log_Supervisor_IsRefused(string path)
    {
        using var client = await shared.App.ClientAsync(Role.Supervisor);
        using var answer = await client.GetAsync(path);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("POST")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task Audit_ToBeChanged_HasNoSuchRoute(string method)
    {
        using var client = await shared.App.ClientAsync(Role.Administrator);
        using var answer = await client.SendAsync(new(new(method), "/api/v1/audit"));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }
}
