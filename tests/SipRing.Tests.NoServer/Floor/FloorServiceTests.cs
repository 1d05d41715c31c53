using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Floor;
using SipRing.CallCenter.Floor.Projection;
using SipRing.Testing;
using Xunit;

namespace SipRing.Tests.NoServer.Floor;

public sealed class FloorServiceTests : IAsyncLifetime
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);
    private readonly ScriptedAmi _ami = new();
    private readonly FloorSourcesStub _sources = new();
    private readonly FakeTimeProvider _time = new(new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero));
    private readonly FloorService _floor;

    public FloorServiceTests() => _floor = new(_ami, _sources, _sources, _time, NullLogger<FloorService>.Instance);

    public async ValueTask InitializeAsync()
    {
        await _floor.StartAsync(TestContext.Current.CancellationToken);
        await Until.TrueAsync("the floor has subscribed", s_limit, () => _ami.Subscriptions > 0);
        await Sees("the directory", f => f.Queues.ContainsKey("100"));
    }

    public async ValueTask DisposeAsync()
    {
        await _floor.StopAsync(CancellationToken.None);
        _floor.Dispose();
    }

    [Fact]
    public async Task Start_NeverConnected_ShowsTheDirectoryAndIsStarting()
    {
        await Sees("the directory", f => f.Queues["100"].Name == "Sales" && f.Extensions["101"].State == ExtensionState.Unreachable);
        Assert.Equal(LinkState.Starting, _floor.Current.Link.State);
    }

    [Fact]
    public async Task Connect_WithLists_IsLive()
    {
        Reachable("101");
        await LiveAsync();
        Assert.Equal(ExtensionState.Idle, _floor.Current.Extensions["101"].State);
        Assert.Equal(["CoreShowChannels", "DeviceStateList", "ExtensionStateList", "QueueStatus"], _ami.Asked.Order());
    }

    [Fact]
    public async Task Event_WhileListsAreUnderWay_IsNotLost()
    {
        var channels = new TaskCompletionSource<AmiListResponse>();
        _ami.Lists["CoreShowChannels"] = () => channels.Task;
        _ami.Connect();
        await Until.TrueAsync("the lists are asked for", s_limit, () => _ami.Asked.Contains("CoreShowChannels"));
        Ring("9.1", "101", "555");
        Assert.Empty(_floor.Current.Calls);
        channels.SetResult(ScriptedAmi.Answer());
        await Sees("the call", f => f is { Link.State: LinkState.Live } && f.Extensions["101"].State == ExtensionState.Ringing);
    }

    [Fact]
    public async Task Disconnect_InACall_IsStaleAndKeepsThePicture()
    {
        await LiveAsync();
        Ring("9.1", "101", "555");
        await Sees("the call", f => f.Calls.Count == 1);
        _time.Advance(TimeSpan.FromMinutes(1));
        _ami.Disconnect("Asterisk closed the connection");
        await Sees("stale", f => f.Link.State == LinkState.Stale);
        Assert.Equal((_time.GetUtcNow(), "Asterisk closed the connection"), (_floor.Current.Link.Since, _floor.Current.Link.Reason));
        Assert.Single(_floor.Current.Calls);
        Assert.Equal(ExtensionState.Ringing, _floor.Current.Extensions["101"].State);
    }

    [Fact]
    public async Task Reconnect_CallEndedMeanwhile_PhantomIsGone()
    {
        await LiveAsync();
        Ring("9.1", "101", "555");
        _ami.Event(("Event", "QueueCallerJoin"), ("Queue", "555"), ("Position", "1"), ("Uniqueid", "9.9"), ("CallerIDNum", "5"));
        await Sees("the call", f => f.Calls.Count == 1 && f.Queues.ContainsKey("555"));
        _ami.Disconnect("gone");
        await Sees("stale", f => f.Link.State == LinkState.Stale);
        Reachable("101");
        await LiveAsync();
        Assert.Empty(_floor.Current.Calls);
        Assert.Equal(ExtensionState.Idle, _floor.Current.Extensions["101"].State);
        Assert.DoesNotContain("555", _floor.Current.Queues.Keys);
    }

    [Fact]
    public async Task Reconnect_SameCallStillGoesOn_ItsTimesStay()
    {
        await LiveAsync();
        Ring("9.1", "101", "555");
        await Sees("the call", f => f.Calls.Count == 1);
        var since = _floor.Current.Extensions["101"].Since;
        _ami.Disconnect("gone");
        await Sees("stale", f => f.Link.State == LinkState.Stale);
        _time.Advance(TimeSpan.FromMilliseconds(20_400));
        _ami.Lists["CoreShowChannels"] = () => Task.FromResult(ScriptedAmi.Answer(FloorSceneTests.Message(
            ("Event", "CoreShowChannel"), ("Uniqueid", "9.1"), ("Linkedid", "9.1"), ("Channel", "PJSIP/101-01"), ("ChannelState", "5"), ("Duration", "00:00:20"))));
        await LiveAsync();
        Assert.Equal(since, _floor.Current.Extensions["101"].Since);
    }

    [Fact]
    public async Task Lists_OneRefused_IsLiveWithTheRest()
    {
        _ami.Lists["ExtensionStateList"] = () => Task.FromResult(ScriptedAmi.Refusal());
        Reachable("101");
        await LiveAsync();
        Assert.Equal(ExtensionState.Idle, _floor.Current.Extensions["101"].State);
    }

    [Fact]
    public async Task Lists_AnswerLost_AreAskedForAgain()
    {
        var failures = 1;
        _ami.Lists["QueueStatus"] = () => Interlocked.Decrement(ref failures) >= 0
            ? Task.FromException<AmiListResponse>(new AmiOutcomeUnknownException("lost"))
            : Task.FromResult(ScriptedAmi.Answer());
        _ami.Connect();
        await Until.TrueAsync("live after a second try", s_limit, () =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return _floor.Current.Link.State == LinkState.Live;
        });
        Assert.Equal(2, _ami.Asked.Count(a => a == "QueueStatus"));
    }

    [Fact]
    public async Task Feed_BrokenOff_IsSubscribedAnew()
    {
        await LiveAsync();
        _ami.BreakOff();
        await Sees("stale", f => f.Link.State == LinkState.Stale);
        await Until.TrueAsync("subscribed anew", s_limit, () =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return _ami.Subscriptions == 2;
        });
        await LiveAsync();
    }

    [Fact]
    public async Task Take_Fault_FloorIsBuiltAnew()
    {
        await LiveAsync();
        Ring("9.1", "101", "555");
        await Sees("the call", f => f.Calls.Count == 1);
        // Something that cannot be: the loop must outlive a fault of its own.
        _sources.ChangeDirectory(FloorRebuildTests.Directory with { Members = [null!] });
        await Until.TrueAsync("the lists are asked for again", s_limit, () =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return _ami.Asked.Count == 8;
        });
        await Sees("what the lists tell", f => f.Calls.IsEmpty);
        Ring("9.2", "101", "555");
        await Sees("the next call", f => f.Calls.Count == 1);
    }

    [Fact]
    public async Task Figures_Changed_AreMergedWithServicePercent()
    {
        await LiveAsync();
        _ami.Event(("Event", "QueueMemberAdded"), ("Queue", "100"), ("MemberName", "x"), ("Interface", "PJSIP/101"), ("Membership", "dynamic"), ("Status", "1"));
        await Sees("the member", f => f.Queues["100"].Members.Count == 1);
        Assert.Null(_floor.Current.Queues["100"].ServicePercent);
        _sources.ChangeFigures(new(
            new Dictionary<string, QueueToday> { ["100"] = new(6, 2, 5) }, new Dictionary<(string Queue, int AgentId), int> { [("100", 7)] = 4 }));
        await Sees("the figures", f => f.Queues["100"].AnsweredToday == 6 && f.Queues["100"].Members[0].AnsweredToday == 4);
        Assert.Equal((2, 62.5), (_floor.Current.Queues["100"].LostToday, _floor.Current.Queues["100"].ServicePercent));
        _sources.ChangeFigures(new(new Dictionary<string, QueueToday>(), new Dictionary<(string Queue, int AgentId), int>()));
        await Sees("midnight", f => f.Queues["100"] is { AnsweredToday: 0, ServicePercent: null } && f.Queues["100"].Members[0].AnsweredToday == 0);
    }

    [Fact]
    public async Task Directory_Changed_NamesChangeAndWhatIsDeletedGoes()
    {
        await LiveAsync();
        var queues = new Dictionary<string, FloorDirectoryQueue> { ["100"] = new("Orders", 30) };
        _sources.ChangeDirectory(new(new Dictionary<string, string> { ["101"] = "Front desk", ["200"] = "New" }, queues, []));
        await Sees("the new names", f => f.Queues["100"] is { Name: "Orders", ServiceLevelSeconds: 30 } && f.Extensions["101"].Name == "Front desk");
        Assert.Equal(["101", "200"], _floor.Current.Extensions.Keys);
        Assert.Equal(["100"], _floor.Current.Queues.Keys);
    }

    [Fact]
    public async Task WrapUp_TimePasses_MemberIsFreeWithoutAnEvent()
    {
        Reachable("101");
        await LiveAsync();
        _ami.Event(("Event", "QueueMemberAdded"), ("Queue", "100"), ("MemberName", "x"), ("Interface", "PJSIP/101"), ("Status", "1"));
        _ami.Event(("Event", "AgentComplete"), ("Queue", "100"), ("Interface", "PJSIP/101"));
        await Sees("wrap-up", f => f.Queues["100"].Members is [{ State: MemberState.WrapUp }]);
        await Until.TrueAsync("free", s_limit, () =>
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            return _floor.Current.Queues["100"].Members[0].State == MemberState.Free;
        });
    }

    [Fact]
    public async Task Watch_ManyChangesWithinTheInterval_OneDeltaFollowsTheSnapshot()
    {
        await LiveAsync();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using var watch = _floor.WatchAsync(TimeSpan.FromSeconds(1), end.Token).GetAsyncEnumerator(end.Token);
        Assert.True(await watch.MoveNextAsync());
        var known = watch.Current.Snapshot!;
        Assert.Same(known, watch.Current.Current);

        var next = watch.MoveNextAsync();
        Ring("9.1", "101", "555");
        await Sees("the first call", f => f.Calls.Count == 1);
        Ring("9.2", "104", "666");
        await Sees("the second call", f => f.Calls.Count == 2);
        Assert.False(next.IsCompleted);
        var waiting = next.AsTask();
        await Until.TrueAsync("the interval has passed", s_limit, () =>
        {
            _time.Advance(TimeSpan.FromMilliseconds(500));
            return waiting.IsCompleted;
        });
        Assert.Null(watch.Current.Snapshot);
        Assert.Equal(2, watch.Current.Delta!.Calls.Count);
        Assert.Equal(_floor.Current.Text(), FloorDiff.Apply(known, watch.Current.Delta).Text());
    }

    [Fact]
    public async Task Watch_FloorStops_Ends()
    {
        await using var watch = _floor.WatchAsync(TimeSpan.Zero, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await watch.MoveNextAsync());
        await _floor.StopAsync(TestContext.Current.CancellationToken);
        Assert.False(await watch.MoveNextAsync().AsTask().WaitAsync(s_limit, TestContext.Current.CancellationToken));
    }

    private async Task LiveAsync()
    {
        _ami.Connect();
        await Sees("live", f => f.Link.State == LinkState.Live);
    }

    private void Reachable(string number) => _ami.Lists["DeviceStateList"] = () => Task.FromResult(
        ScriptedAmi.Answer(FloorSceneTests.Message(("Event", "DeviceStateChange"), ("Device", "PJSIP/" + number), ("State", "NOT_INUSE"))));

    private void Ring(string id, string number, string caller) => _ami.Event(
        ("Event", "Newchannel"), ("Uniqueid", id), ("Linkedid", id), ("Channel", $"PJSIP/{number}-01"), ("ChannelState", "5"), ("ConnectedLineNum", caller), ("CallerIDNum", number));

    private Task Sees(string what, Func<FloorSnapshot, bool> check) => Until.TrueAsync($"the floor shows {what}", s_limit, () => check(_floor.Current));
}
