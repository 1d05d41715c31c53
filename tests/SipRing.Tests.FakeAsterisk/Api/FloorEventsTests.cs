using System.Net;
using System.Text.Json.Nodes;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Floor;
using SipRing.Testing;
using Xunit;

namespace SipRing.Tests.FakeAsterisk.Api;

public sealed class FloorEventsTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Events_Reader_GetsSnapshotThenDeltasThenTheEnd()
    {
        await using var app = await TestApp.StartAsync();
        using var client = await app.ClientAsync(Role.Supervisor);
        using var response = await client.GetAsync("/api/v1/floor/events", HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());

        var snapshot = await NextAsync(reader);
        Assert.Equal(("7", "snapshot"), (snapshot["id"], snapshot["event"]));
        Assert.Equal("live", (string?)JsonNode.Parse(snapshot["data"])!["link"]!["state"]);

        app.Floor.Publish(new() { FromVersion = 7, Version = 8, At = app.Floor.Current.At, RemovedCalls = ["1.1"] });
        var delta = await NextAsync(reader);
        Assert.Equal(("8", "delta"), (delta["id"], delta["event"]));
        Assert.Equal("1.1", (string?)JsonNode.Parse(delta["data"])!["removedCalls"]![0]);

        app.Time.Advance(TimeSpan.FromSeconds(16));
        Assert.Equal(":", await reader.ReadLineAsync().WaitAsync(s_limit));

        // A stream that never ends would hold up the stop of the server.
        var stopping = app.StopAsync();
        Assert.Equal("", await reader.ReadToEndAsync().WaitAsync(s_limit).ContinueWith(t => t.IsFaulted ? "" : t.GetAwaiter().GetResult().Trim()));
        await stopping.WaitAsync(s_limit);
    }

    [Fact]
    public async Task Events_TokenRevoked_StreamEnds()
    {
        await using var app = await TestApp.StartAsync();
        var token = (await app.Get<CreateToken>().HandleAsync(Actor.CommandLine, "wallboard", Role.Supervisor, CancellationToken.None)).Value!.Token;
        using var client = app.Client(token);
        using var response = await client.GetAsync("/api/v1/floor/events", HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        await NextAsync(reader);
        app.Time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal(":", await reader.ReadLineAsync().WaitAsync(s_limit));

        Assert.True((await app.Get<RevokeToken>().HandleAsync(Actor.CommandLine, "wallboard", CancellationToken.None)).Succeeded);
        var end = reader.ReadToEndAsync();
        await Until.TrueAsync("the stream has ended", s_limit, () =>
        {
            app.Time.Advance(TimeSpan.FromSeconds(10));
            return end.IsCompleted;
        });
    }

    [Fact]
    public async Task Floor_Picture_HasListsOfEverything()
    {
        await using var app = await TestApp.StartAsync();
        using var client = await app.ClientAsync(Role.Supervisor);

        using var response = await client.GetAsync("/api/v1/floor");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var floor = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
        Assert.Equal(["version", "at", "link", "extensions", "queues", "calls"], floor.Select(p => p.Key));
        Assert.IsType<JsonArray>(floor["extensions"]);
    }

    private static async Task<Dictionary<string, string>> NextAsync(StreamReader reader)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await reader.ReadLineAsync().WaitAsync(s_limit) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            fields[line[..colon]] = line[(colon + 1)..].TrimStart();
        }

        return fields;
    }
}
