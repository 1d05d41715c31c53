using System.Text.Json.Nodes;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Departments;
using SipRing.Testing;
using Xunit;

namespace SipRing.Tests.FakeAsterisk.Departments;

/// <summary>A stream that stays open follows the limit of whoever reads it.</summary>
public sealed class LimitedStreamTests
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Events_Limited_HoldNothingOfOthers()
    {
        await using var scene = await LimitedScene.StartAsync();
        using var client = await scene.LimitedAsync();
        using var response = await client.GetAsync("/api/v1/floor/events", HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        var first = await NextAsync(reader);
        Assert.Equal("snapshot", first.Event);
        Nothing(first.Data);

        // What happens to Boris is not told; the next thing that is told is of Anna, and follows what was told before.
        Change(scene, "502", 8);
        Change(scene, "501", 9);
        var delta = await NextAsync(reader);
        Nothing(delta.Data);
        var node = JsonNode.Parse(delta.Data)!;
        Assert.Equal((7, 9), ((int)node["fromVersion"]!, (int)node["version"]!));
        Assert.Equal("501", (string?)Assert.Single(node["extensions"]!.AsArray())!["number"]);
    }

    [Fact]
    public async Task Events_LimitIsSet_OthersLeaveTheOpenStreamAtOnce()
    {
        await using var scene = await LimitedScene.StartAsync();
        var token = (await scene.App.Get<CreateToken>().HandleAsync(Actor.CommandLine, "free", Role.Supervisor, default)).Value!;
        using var client = scene.App.Client(token.Token);
        using var response = await client.GetAsync("/api/v1/floor/events", HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        Assert.Contains("Boris", (await NextAsync(reader)).Data, StringComparison.Ordinal);

        Assert.True((await scene.App.Get<SetLimit>().HandleAsync(Actor.CommandLine, new(ActorKind.Token, "free", [scene.Sales]), default)).Succeeded);
        AssertOthersLeave(await NextAsync(reader));

        Assert.True((await scene.App.Get<SetLimit>().HandleAsync(Actor.CommandLine, new(ActorKind.Token, "free", null), default)).Succeeded);
        Assert.Contains("Boris", (await NextAsync(reader)).Data, StringComparison.Ordinal);
        scene.App.Floor.Publish(new() { FromVersion = 7, Version = 8, At = scene.Morning, RemovedCalls = ["1.1"] });
        Assert.Contains("1.1", (await NextAsync(reader)).Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_LimitIsSetByAnotherProcess_OthersLeaveWithinSeconds()
    {
        await using var scene = await LimitedScene.StartAsync();
        var token = (await scene.App.Get<CreateToken>().HandleAsync(Actor.CommandLine, "free", Role.Supervisor, default)).Value!;
        using var client = scene.App.Client(token.Token);
        using var response = await client.GetAsync("/api/v1/floor/events", HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        await NextAsync(reader);

        // As the command line does: the same database, memory of its own.
        await new SetLimit(new(scene.App.Database), scene.App.Get<IAuditLog>()).HandleAsync(Actor.CommandLine, new(ActorKind.Token, "free", [scene.Sales]), default);
        var next = NextAsync(reader);
        await Until.TrueAsync("the stream follows", s_limit, () =>
        {
            scene.App.Time.Advance(TimeSpan.FromSeconds(1));
            return next.IsCompleted;
        });
        AssertOthersLeave(await next);
    }

    [Fact]
    public async Task Events_DepartmentAskedForIsTakenAway_StreamEnds()
    {
        await using var scene = await LimitedScene.StartAsync();
        using var client = await scene.LimitedAsync(scene.Sales, scene.Support);
        using var response = await client.GetAsync($"/api/v1/floor/events?department={scene.Support}", HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
        Assert.DoesNotContain("Anna", (await NextAsync(reader)).Data, StringComparison.Ordinal);

        await scene.App.Get<SetLimit>().HandleAsync(Actor.CommandLine, new(ActorKind.Token, "limited", [scene.Sales]), default);

        Assert.Equal("", await reader.ReadToEndAsync().WaitAsync(s_limit));
    }

    private static void AssertOthersLeave((string Event, string Data) told)
    {
        var delta = JsonNode.Parse(told.Data)!;
        Assert.Equal("delta", told.Event);
        Assert.Equal("502", (string?)Assert.Single(delta["removedExtensions"]!.AsArray()));
        Assert.Equal("451", (string?)Assert.Single(delta["removedQueues"]!.AsArray()));
        Assert.Equal(2, delta["removedCalls"]!.AsArray().Count);
        Assert.Equal("501", (string?)Assert.Single(Assert.Single(delta["queues"]!.AsArray())!["members"]!.AsArray())!["extension"]);
    }

    private static void Nothing(string data) =>
        Assert.All(LimitedScene.Foreign, foreign => Assert.False(data.Contains(foreign, StringComparison.Ordinal), $"{foreign} is told: {data}"));

    private static void Change(LimitedScene scene, string phone, long version) => scene.App.Floor.Publish(
        new() { FromVersion = version - 1, Version = version, At = scene.Morning },
        floor => floor with { Extensions = floor.Extensions.SetItem(phone, floor.Extensions[phone] with { Peer = null }) });

    private static async Task<(string Event, string Data)> NextAsync(StreamReader reader)
    {
        var (name, data) = ("", "");
        while (await reader.ReadLineAsync().WaitAsync(s_limit) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal))
                name = line[7..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
                data = line[6..];
            else if (line.Length == 0 && data.Length > 0)
                break;
        }

        return (name, data);
    }
}
