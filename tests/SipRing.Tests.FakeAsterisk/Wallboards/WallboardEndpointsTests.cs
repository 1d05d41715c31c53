using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using Xunit;

namespace SipRing.Tests.FakeAsterisk.Wallboards;

/// <summary>Boards by the API.</summary>
public sealed class WallboardEndpointsTests(SharedApp shared) : IClassFixture<SharedApp>
{
    private const string Tile =
        """
        {"id":1,"kind":"figure","x":0,"y":0,"width":3,"height":2,"metrics":["waiting"],
         "thresholds":[{"metric":"waiting","above":true,"warning":3,"alarm":6,"sound":"alarm"}]}
        """;

    [Fact]
    public async Task Board_MadeReadReplacedRemoved_IsWhatWasSent()
    {
        using var client = await shared.App.ClientAsync(Role.Supervisor);
        var made = await SendAsync(client, HttpMethod.Post, "/api/v1/wallboards", $$"""{"name":"Hall 1","tiles":[{{Tile}}],"theme":"dark","language":"ru"}""", HttpStatusCode.Created);
        var path = $"/api/v1/wallboards/{made["id"]}";
        var read = (await client.GetFromJsonAsync<JsonObject>(path))!;
        Assert.Equal(("Hall 1", "dark", "ru", 1), ((string?)read["name"], (string?)read["theme"], (string?)read["language"], (int)read["version"]!));
        Assert.Equal(6, (int)read["tiles"]![0]!["thresholds"]![0]!["alarm"]!);

        var changed = await SendAsync(client, HttpMethod.Put, path, $$"""{"name":"Hall one","tiles":[],"version":1}""", HttpStatusCode.OK);
        Assert.Equal((2, 0), ((int)changed["version"]!, changed["tiles"]!.AsArray().Count));
        var late = await SendAsync(client, HttpMethod.Put, path, $$"""{"name":"Hall late","tiles":[],"version":1}""", HttpStatusCode.Conflict);
        Assert.Equal("wallboard-changed", (string?)late["code"]);

        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(path)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.DeleteAsync(path)).StatusCode);
    }

    [Theory]
    [InlineData("""{"tiles":[]}""", "request-invalid", "name")]
    [InlineData("""{"name":"","tiles":[]}""", "wallboard-name-invalid", "name")]
    [InlineData("""{"name":"A","tiles":[{"id":1,"kind":"rocket","x":0,"y":0,"width":1,"height":1}]}""", "request-invalid", "tiles.0.kind")]
    [InlineData("""{"name":"A","tiles":[{"id":1,"kind":"clock","x":0,"y":0,"width":13,"height":1}]}""", "wallboard-tile-outside", "tiles")]
    [InlineData("""{"name":"A","tiles":[{"id":1,"kind":"figure","x":0,"y":0,"width":1,"height":1,"metrics":["waiting","lost"]}]}""", "tile-metric-one", "metrics")]
    [InlineData("""{"name":"A","rows":1000000,"tiles":[]}""", "wallboard-rows-invalid", "rows")]
    [InlineData("""{"name":"A","tiles":[],"hideNames":false}""", "wallboard-hiding", "hideNames")]
    public async Task Board_Wrong_IsRefusedByField(string body, string code, string field)
    {
        using var client = await shared.App.ClientAsync(Role.Supervisor);
        using var response = await client.PostAsync("/api/v1/wallboards", new StringContent(body, null, "application/json"));
        var problem = (await response.Content.ReadFromJsonAsync<JsonObject>())!;
        Assert.False(response.IsSuccessStatusCode);
        Assert.Equal((code, field), ((string?)problem["code"], (string?)problem["field"]));
    }

    [Fact]
    public async Task Link_Made_IsToldOnceAndAuditedWithoutItsSecret()
    {
        using var client = await shared.App.ClientAsync(Role.Administrator);
        var made = await SendAsync(client, HttpMethod.Post, "/api/v1/wallboards", """{"name":"Shared","tiles":[]}""", HttpStatusCode.Created);
        var path = $"/api/v1/wallboards/{made["id"]}";
        Assert.Null(made["link"]);
        var link = await SendAsync(client, HttpMethod.Post, path + "/link", "", HttpStatusCode.OK);
        var secret = ((string)link["path"]!)["/board/".Length..];

        var read = await client.GetStringAsync(path);
        Assert.DoesNotContain(secret, read, StringComparison.Ordinal);
        Assert.NotNull(JsonNode.Parse(read)!["link"]!["at"]);
        var audit = await shared.App.Get<IAuditEntries>().ListAsync(new() { Text = "wallboard" }, null, 100, default);
        Assert.Contains(audit, entry => entry.Action == "wallboard.share");
        Assert.DoesNotContain(audit, entry => $"{entry.Target} {entry.Detail}".Contains(secret, StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync(path + "/link")).StatusCode);
        Assert.Null((await client.GetFromJsonAsync<JsonObject>(path))!["link"]);
        Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsync("/api/v1/wallboards/9999/link", null)).StatusCode);
    }

    private static async Task<JsonObject> SendAsync(HttpClient client, HttpMethod method, string path, string body, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body.Length == 0 ? null : new StringContent(body, null, "application/json") };
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == expected, $"{response.StatusCode}: {text}");
        return JsonNode.Parse(text)!.AsObject();
    }
}
