using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Floor;
using SipRing.Testing;
using SipRing.Testing.FakeAsterisk;
using Xunit;

namespace SipRing.Tests.FakeAsterisk.Floor;

/// <summary>The floor over a real manager connection to an Asterisk that can break in every way.</summary>
public sealed class FloorOverAmiTests : IAsyncLifetime
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(20);
    private readonly FakeAsteriskServer _asterisk = new();
    private (string, (string, string)[])[] _channels = [];
    private Task _beforeChannels = Task.CompletedTask;
    private ServiceProvider _services = null!;
    private IHostedService _hosted = null!;
    private IFloor _floor = null!;

    public async ValueTask InitializeAsync()
    {
        _asterisk
            .On("DeviceStateList", (c, a) => c.ListAsync(a, "DeviceStateListComplete", ("DeviceStateChange", [("Device", "PJSIP/101"), ("State", "NOT_INUSE")])))
            .On("ExtensionStateList", (c, a) => c.ListAsync(a, "ExtensionStateListComplete", ("ExtensionStatus", [("Exten", "101"), ("Context", "x"), ("Hint", "PJSIP/101")])))
            .On("QueueStatus", (c, a) => c.ListAsync(a, "QueueStatusComplete", ("QueueParams", [("Queue", "700")])))
            .On("CoreShowChannels", async (c, a) =>
            {
                await _beforeChannels;
                await c.ListAsync(a, "CoreShowChannelsComplete", _channels);
            });
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IAmiClient>(new AmiClient(new AmiOptions
            {
                Host = "127.0.0.1",
                Port = _asterisk.Port,
                Username = _asterisk.Username,
                Secret = _asterisk.Secret,
                RetryFirst = TimeSpan.FromMilliseconds(20),
            }))
            .AddSingleton<IFloorDirectory, NoNames>()
            .AddSingleton<IFloorFigures, NoFigures>()
            .AddFloor()
            .BuildServiceProvider();
        _floor = _services.GetRequiredService<IFloor>();
        _hosted = _services.GetRequiredService<IHostedService>();
        await _hosted.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _hosted.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
        await _asterisk.DisposeAsync();
    }

    [Fact]
    public async Task Connect_CallGoesOn_IsShown()
    {
        _channels = [Channel("1.1")];
        Start();
        await Sees("the call", f => f.Link.State == LinkState.Live && f.Calls.ContainsKey("1.1") && f.Extensions["101"].State == ExtensionState.Ringing);
        Assert.True(_floor.Current.Extensions["101"].Since <= TimeProvider.System.GetUtcNow() - TimeSpan.FromSeconds(60));
        Assert.Contains("700", _floor.Current.Queues.Keys);
    }

    [Fact]
    public async Task Event_WhileTheListIsUnderWay_IsNotLost()
    {
        var answer = new TaskCompletionSource();
        _beforeChannels = answer.Task;
        _channels = [Channel("1.1")];
        Start();
        await Until.TrueAsync("the list is asked for", s_limit, () => _asterisk.Actions.Any(a => a.Name == "CoreShowChannels"));
        // One call ends and one begins between the question and the answer, which still holds the first.
        await _asterisk.EventAsync("Hangup", ("Uniqueid", "1.1"), ("Channel", "PJSIP/101-01"));
        await _asterisk.EventAsync("Newchannel", Channel("1.2").Item2);
        answer.SetResult();
        await Sees("only the second call", f => f.Link.State == LinkState.Live && f.Calls.Keys.SequenceEqual(["1.2"]));
    }

    [Fact]
    public async Task Drop_InACall_IsStaleThenLiveWithoutPhantoms()
    {
        _channels = [Channel("1.1")];
        Start();
        await Sees("the call", f => f.Calls.ContainsKey("1.1"));
        var answer = new TaskCompletionSource();
        (_channels, _beforeChannels) = ([], answer.Task);
        _asterisk.DropAll();
        await Sees("stale, with the last picture", f => f.Link.State == LinkState.Stale && f.Calls.ContainsKey("1.1"));
        Assert.NotNull(_floor.Current.Link.Reason);
        answer.SetResult();
        await Sees("live, without the call", f => f.Link.State == LinkState.Live && f.Calls.IsEmpty && f.Extensions["101"].State == ExtensionState.Idle);
    }

    [Fact]
    public async Task Lists_NoRightForSome_IsLiveWithTheRest()
    {
        _asterisk.On("CoreShowChannels", (c, a) => c.RespondAsync(a, "Error", ("Message", "Permission denied")));
        Start();
        await Sees("live", f => f.Link.State == LinkState.Live && f.Extensions["101"].State == ExtensionState.Idle);
    }

    private static (string, (string, string)[]) Channel(string id) => (
        "CoreShowChannel",
        [("Uniqueid", id), ("Linkedid", id), ("Channel", "PJSIP/101-01"), ("ChannelState", "5"), ("ConnectedLineNum", "555"), ("Duration", "00:01:02")]);

    private void Start() => _services.GetRequiredService<IAmiClient>().Start();

    private Task Sees(string what, Func<FloorSnapshot, bool> check) => Until.TrueAsync($"the floor shows {what}", s_limit, () => check(_floor.Current));

    private sealed class NoNames : IFloorDirectory
    {
        public event Action? Changed
        {
            add { }
            remove { }
        }

        public Task<FloorDirectory> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(new FloorDirectory(
            new Dictionary<string, string>(), new Dictionary<string, FloorDirectoryQueue>(), []));
    }

    private sealed class NoFigures : IFloorFigures
    {
        public event Action? Changed
        {
            add { }
            remove { }
        }

        public Task<FloorFigures> ReadAsync(CancellationToken cancellationToken) => Task.FromResult(new FloorFigures(
            new Dictionary<string, QueueToday>(), new Dictionary<(string Queue, int AgentId), int>()));
    }
}
