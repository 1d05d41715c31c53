using SipRing.CallCenter.Floor;
using Xunit;

namespace SipRing.Tests.NoServer.Floor;

/// <summary>What the floor knows from events is what a fresh connection would tell it, at every moment of rest of every recording.</summary>
public sealed class FloorRebuildTests
{
    /// <summary>Not sent to the daily login of SipRing's own Asterisk; an installed one may send them.</summary>
    private static readonly string[] s_filtered = ["NewConnectedLine", "NewCallerid", "DialState", "ExtensionStatus", "HangupRequest", "SoftHangupRequest"];

    internal static readonly FloorDirectory Directory = new(
        new Dictionary<string, string> { ["101"] = "Phone 101", ["104"] = "Phone 104", ["105"] = "Phone 105" },
        new Dictionary<string, FloorDirectoryQueue> { ["100"] = new("Sales", 20, 3), ["300"] = new("Help", 20, 3) },
        [new("100", "101", 7, "Operator Seven", DateTimeOffset.UnixEpoch)]);

    public static IEnumerable<TheoryDataRow<string, bool>> Recordings =>
        from name in FloorRecording.Names from all in new[] { true, false } select new TheoryDataRow<string, bool>(name, all);

    [Fact]
    public void Directory_PhoneNobodyHasHeardOf_IsUnreachableSinceItCame()
    {
        var player = new FloorPlayer(DateTimeOffset.UnixEpoch.AddDays(20_000));
        player.Connect();
        player.List(new([], [], [], []));
        var moment = DateTimeOffset.UnixEpoch.AddDays(20_001);
        player.At(moment);
        player.Take(new FloorInput.Directory(Directory));
        Assert.Equal((ExtensionState.Unreachable, moment), (player.Now.Extensions["104"].State, player.Now.Extensions["104"].Since));
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Apply_EventsUpToRest_EqualsFreshConnection(string name, bool allEvents)
    {
        var steps = FloorRecording.Load(name).Steps;
        var player = new FloorPlayer(((FloorRecording.Step.Rest)steps[0]).At, Directory);
        player.Connect((FloorRecording.Step.Rest)steps[0]);
        foreach (var step in steps.Skip(1))
        {
            if (step is FloorRecording.Step.Event { Message: var message } && (allEvents || !s_filtered.Contains(message.Event)))
                player.Event(message);
            if (step is FloorRecording.Step.Rest rest)
            {
                player.At(rest.At);
                Assert.Equal(Fresh(rest).Text(), player.Now.Text());
            }
        }
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Connect_AtAnyEventWhileListsAreUnderWay_EqualsFreshConnection(string name, bool allEvents)
    {
        var steps = FloorRecording.Load(name).Steps.Where(s => allEvents || s is not FloorRecording.Step.Event e || !s_filtered.Contains(e.Message.Event)).ToList();
        for (var from = 1; from < steps.Count - 1; from++)
        {
            var player = new FloorPlayer(((FloorRecording.Step.Rest)steps[0]).At, Directory);
            player.Connect();
            var at = from;
            for (; steps[at] is FloorRecording.Step.Event e; at++)
                player.Event(e.Message);
            var rest = (FloorRecording.Step.Rest)steps[at];
            player.At(rest.At);
            player.List(rest.Lists);
            Assert.Equal(Fresh(rest).Text(), player.Now.Text());
        }
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Connect_ListsOlderThanTheEventsKept_EqualsFreshConnection(string name, bool allEvents)
    {
        var steps = FloorRecording.Load(name).Steps;
        var before = (FloorRecording.Step.Rest)steps[0];
        var player = new FloorPlayer(before.At, Directory);
        player.Connect();
        foreach (var step in steps.Skip(1))
        {
            if (step is FloorRecording.Step.Event { Message: var message } && (allEvents || !s_filtered.Contains(message.Event)))
                player.Event(message);
            if (step is not FloorRecording.Step.Rest rest)
                continue;
            player.At(rest.At);
            player.List(before.Lists);
            Assert.Equal(Fresh(rest).Text(), player.Now.Text());
            before = rest;
            player.Disconnect();
            player.Connect();
        }
    }

    [Theory]
    [MemberData(nameof(Recordings))]
    public void Connect_Fresh_TimesDoNotStartAtZero(string name, bool allEvents)
    {
        var steps = FloorRecording.Load(name).Steps;
        var player = new FloorPlayer(((FloorRecording.Step.Rest)steps[0]).At, Directory);
        player.Connect((FloorRecording.Step.Rest)steps[0]);
        foreach (var step in steps.Skip(1))
        {
            if (step is FloorRecording.Step.Event { Message: var message } && (allEvents || !s_filtered.Contains(message.Event)))
                player.Event(message);
            if (step is not FloorRecording.Step.Rest rest)
                continue;
            player.At(rest.At);
            var fresh = Fresh(rest).Times();
            foreach (var (what, known) in player.Now.Times())
            {
                // Whole seconds; a talk that the lists date from the first ring; who is free since a call that was not his.
                var slack = what.StartsWith("member", StringComparison.Ordinal) ? TimeSpan.FromMinutes(3) : TimeSpan.FromSeconds(3);
                Assert.True((fresh[what] - known).Duration() < slack, $"{rest.Name}: {what} since {known:mm:ss.f}, of a fresh connection {fresh[what]:mm:ss.f}");
            }
        }
    }

    private static FloorSnapshot Fresh(FloorRecording.Step.Rest rest)
    {
        var fresh = new FloorPlayer(rest.At, Directory);
        fresh.Connect(rest);
        return fresh.Now;
    }
}
