using System.Globalization;
using System.Net;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Calls;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Queues;
using SipRing.Phone;
using SipRing.Phone.Media;
using SipRing.Testing;
using SipRing.Testing.Pbx;
using Xunit;

namespace SipRing.Tests.RealParts.Calls;

/// <summary>One Asterisk for all tests of calls: two queues, two operators, a supervisor, each with a tone of his own.</summary>
public sealed class CallScene : IAsyncLifetime
{
    public const int Caller = 600;
    public const int Agent = 1000;
    public const int Colleague = 1500;
    public const int Supervisor = 2300;

    public static readonly Actor Chief = new(ActorKind.User, "chief", Role.Supervisor);
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_enough = TimeSpan.FromSeconds(1.2);
    private readonly List<SipPhone> _phones = [];

    public PbxParts Pbx { get; private set; } = null!;

    public SipPhone AgentPhone { get; private set; } = null!;

    public SipPhone ColleaguePhone { get; private set; } = null!;

    public SipPhone SupervisorPhone { get; private set; } = null!;

    public int AgentId { get; private set; }

    public async ValueTask InitializeAsync()
    {
        Pbx = await PbxParts.StartAsync();
        foreach (var queue in new[] { "450", "451" })
            Assert.True((await Pbx.Get<SaveQueue>().HandleAsync(Actor.CommandLine, new() { Number = queue, Name = "Queue " + queue }, default)).Succeeded);
        AgentPhone = await PhoneAsync("501", Agent);
        ColleaguePhone = await PhoneAsync("502", Colleague);
        SupervisorPhone = await PhoneAsync("506", Supervisor);
        AgentId = (await Pbx.Get<CreateAgent>().HandleAsync(Actor.CommandLine, new("Anna", "48213"), default)).Value!.Id;
        Assert.True((await Pbx.Get<LogInAgent>().HandleAsync(Chief, new("450", "501", AgentId), default)).Succeeded);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var phone in _phones)
            await phone.DisposeAsync();
        await Pbx.DisposeAsync();
    }

    /// <summary>A caller whom nobody has answered yet.</summary>
    public async Task<(PhoneCall Caller, string CallId)> WaitingAsync(string queue)
    {
        var outside = new SipPhone(new() { Server = Pbx.Settings.Sip, User = "pstn", LocalAddress = IPAddress.Parse("127.0.0.2") });
        _phones.Add(outside);
        // A number of its own: the caller of the test before may still be on his way out.
        var from = string.Create(CultureInfo.InvariantCulture, $"7495111{1000 + _phones.Count}");
        var call = outside.Dial(queue, new() { From = from, Tone = Tone.Of(Caller) });
        return (call, await CallIdAsync(from));
    }

    /// <summary>A caller in talk with the operator at 501.</summary>
    public async Task<Talk> TalkAsync()
    {
        var (caller, callId) = await WaitingAsync("450");
        var answered = await RingAsync(AgentPhone);
        Assert.True(await answered.AnswerAsync());
        await HearsAsync("the operator and the caller hear each other", (answered, [Caller]), (caller, [Agent]));
        return new(callId, caller, answered);
    }

    public static async Task<PhoneCall> RingAsync(SipPhone phone) => await phone.NextCallAsync(default).WaitAsync(Limit);

    /// <summary>Joins as the supervisor does: the own phone rings and is picked up.</summary>
    public async Task<PhoneCall> JoinAsync(Talk talk, ListenMode mode)
    {
        var ringing = await Pbx.Get<ListenToCall>().HandleAsync(Chief, new(talk.CallId, "506", mode), default);
        Assert.True(ringing.Succeeded, ringing.Refusal?.Message);
        var own = await RingAsync(SupervisorPhone);
        Assert.True(await own.AnswerAsync());
        Assert.Null(await ringing.Value.Answered.WaitAsync(Limit));
        return own;
    }

    /// <summary>Each of them hears these tones, each with a fair share, and nothing else.</summary>
    public static async Task HearsAsync(string condition, params (PhoneCall Call, int[] Hertz)[] expected)
    {
        foreach (var (call, _) in expected)
            call.Heard.Forget();
        await Until.TrueAsync(condition, Limit, () =>
        {
            // What was heard while a leg came or went is forgotten until all of it fits.
            foreach (var (call, hertz) in expected)
            {
                if (call.Heard.Length < s_enough)
                    return false;
                if (hertz.Any(tone => call.Heard.Share(tone) < 0.8 / (hertz.Length + 1)) || hertz.Sum(tone => call.Heard.Share(tone)) < 0.9)
                {
                    call.Heard.Forget();
                    return false;
                }
            }

            return true;
        });
    }

    private async Task<SipPhone> PhoneAsync(string number, int hertz)
    {
        var secret = "secret-of-" + number;
        Assert.True((await Pbx.Get<SaveExtension>().HandleAsync(Actor.CommandLine, new(number, "Phone " + number, secret), default)).Succeeded);
        var phone = new SipPhone(new() { Server = Pbx.Settings.Sip, User = number, Secret = secret, Tone = Tone.Of(hertz) });
        _phones.Add(phone);
        await phone.RegisterAsync(default).WaitAsync(Limit);
        return phone;
    }

    /// <summary>The call of that caller, as soon as he is in the queue.</summary>
    private Task<string> CallIdAsync(string from) => Until.NotNullAsync($"{from} is in a queue", Limit, async () =>
        (await Pbx.Ami.SendListAsync(new("CoreShowChannels"), default)).Events.FirstOrDefault(e => e["CallerIDNum"] == from && e["Application"] == "Queue" && e["BridgeId"] is null or "")?["Uniqueid"]);
}

/// <param name="CallId">As the floor calls it.</param>
/// <param name="Caller">The caller's side.</param>
/// <param name="Answered">The operator's side.</param>
public sealed record Talk(string CallId, PhoneCall Caller, PhoneCall Answered) : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await EndAsync();

    public async Task EndAsync()
    {
        await Caller.HangUpAsync();
        await Answered.Ended.WaitAsync(CallScene.Limit);
    }
}
