using FsCheck;
using FsCheck.Fluent;
using SipRing.CallCenter.Floor;
using SipRing.CallCenter.Floor.Projection;
using Xunit;

namespace SipRing.Tests.NoServer.Floor;

public sealed class FloorDeltaTests
{
    /// <summary>However the events fall into batches, and whatever versions a reader skips, the deltas lead to the last snapshot.</summary>
    [Fact]
    public void Apply_AllDeltas_EqualsLastSnapshot()
    {
        var names = FloorRecording.Names.ToArray();
        var all = Gen.Elements(names).Zip(Gen.Choose(1, 12).ListOf(10)).ToArbitrary();
        Prop.ForAll(all, play => Check(play.Item1, [.. play.Item2])).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Between_EventThatChangesOnePhone_CarriesOnlyThatPhoneAndItsQueue()
    {
        var player = FloorPlayer.UpTo("answered", "talking", FloorRebuildTests.Directory);
        var before = player.Now;
        player.Event(FloorSceneTests.Message(("Event", "DeviceStateChange"), ("Device", "PJSIP/105"), ("State", "UNAVAILABLE")));
        var delta = FloorDiff.Between(before, player.Now);
        Assert.Equal("105", Assert.Single(delta.Extensions).Number);
        Assert.Equal("200", Assert.Single(delta.Queues).Number);
        Assert.Empty(delta.Calls);
        Assert.Same(before.Queues["100"], player.Now.Queues["100"]);
        Assert.Same(before.Extensions["101"], player.Now.Extensions["101"]);
        Assert.Same(before.Queues["200"].Members[0], player.Now.Queues["200"].Members[0]);
    }

    [Fact]
    public void Project_EventWithoutMeaning_IsTheSameSnapshot()
    {
        var player = FloorPlayer.UpTo("answered", "talking");
        var before = player.Now;
        player.Event(FloorSceneTests.Message(("Event", "SomethingNew"), ("Channel", "PJSIP/101-00000001")));
        player.Event(FloorSceneTests.Message(("Event", "DeviceStateChange"), ("Device", "PJSIP/101"), ("State", "INUSE")));
        Assert.Same(before, player.Now);
    }

    [Fact]
    public void Apply_DeltaOfAnotherVersion_Throws()
    {
        var first = FloorPlayer.UpTo("answered", "ringing").Now;
        Assert.Throws<ArgumentException>(() => FloorDiff.Apply(first, new() { FromVersion = first.Version + 1, Version = first.Version + 2, At = first.At }));
    }

    private static bool Check(string name, IReadOnlyList<int> batches)
    {
        var steps = FloorRecording.Load(name).Steps;
        var player = new FloorPlayer(((FloorRecording.Step.Rest)steps[0]).At, FloorRebuildTests.Directory);
        var known = player.Now;
        var seen = known;
        player.Connect((FloorRecording.Step.Rest)steps[0]);
        var batch = 0;
        var rest = batches[0];
        foreach (var step in steps.OfType<FloorRecording.Step.Event>())
        {
            player.Event(step.Message);
            if (--rest > 0)
                continue;
            rest = batches[++batch % batches.Count];
            var now = player.Now;
            known = FloorDiff.Apply(known, FloorDiff.Between(seen, now));
            seen = now;
        }

        var last = player.Now;
        known = FloorDiff.Apply(known, FloorDiff.Between(seen, last));
        return known.Version == last.Version && known.Link == last.Link && known.Text() == last.Text()
            && known.Extensions.SequenceEqual(last.Extensions) && known.Queues.SequenceEqual(last.Queues) && known.Calls.SequenceEqual(last.Calls);
    }
}
