using SipRing.Phone;
using SipRing.Testing;

namespace SipRing.Tests.RealParts.Scenarios;

/// <summary>A registered phone with a tone of its own, so that it can be told who is heard.</summary>
public class Desk(SipPhone phone, int hertz)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);

    /// <summary>A prompt is over when it has been quiet for so long.</summary>
    private static readonly TimeSpan s_endOfPrompt = TimeSpan.FromMilliseconds(600);

    private readonly List<PhoneCall> _rings = [];

    public SipPhone Phone { get; } = phone;

    public string Number => Phone.Number;

    public int Hertz { get; } = hertz;

    public PhoneCall Dial(string number) => Phone.Dial(number);

    /// <summary>The next call that rings here.</summary>
    public async Task<PhoneCall> RingAsync()
    {
        var ring = await Phone.NextCallAsync(CancellationToken.None).WaitAsync(s_limit);
        _rings.Add(ring);
        return ring;
    }

    /// <summary>What rang here, called by that number, and was answered.</summary>
    public IReadOnlyList<PhoneCall> AnsweredFrom(string number) => _rings.FindAll(ring => ring.AnsweredAt is not null && ring.Peer == number);

    /// <summary>Dials and waits until it is answered.</summary>
    public async Task<PhoneCall> ReachAsync(string number)
    {
        var call = Dial(number);
        return await call.Answered.WaitAsync(s_limit)
            ? call
            : throw new InvalidOperationException($"{Number} did not reach {number}: {await call.Ended}.");
    }

    public static Task<CallEnd> EndAsync(PhoneCall call) => call.Ended.WaitAsync(s_limit);

    /// <summary>How long this phone rang, where the moment of the first ring is Asterisk's affair and not the script's.</summary>
    public static int RangSeconds(PhoneCall call) => (int)(call.AnsweredAt!.Value - call.BeganAt).TotalSeconds;

    /// <summary>Listens to a voice prompt to its end.</summary>
    public static async Task PromptAsync(PhoneCall call)
    {
        await Until.TrueAsync("a voice prompt was heard to its end", s_limit, () => call.Ended.IsCompleted || call.Heard.QuietFor > s_endOfPrompt);
        call.Heard.Forget();
    }
}

/// <summary>A desk with somebody at it who knows a PIN.</summary>
public sealed class Seat(SipPhone phone, int hertz, int agentId, string agentName, string pin) : Desk(phone, hertz)
{
    public int AgentId { get; } = agentId;

    public string AgentName { get; } = agentName;

    public string Pin { get; } = pin;

    /// <summary>*45 with one or more PINs, each after its prompt; comes back when the line is closed.</summary>
    public async Task DialLoginAsync(string queue, params string[] pins)
    {
        var call = await ReachAsync("*45" + queue);
        foreach (var pin in pins)
        {
            await PromptAsync(call);
            await call.SendDigitsAsync(pin + "#");
        }

        await EndAsync(call);
    }

    /// <summary>The same person at another desk.</summary>
    public Seat MovesTo(Desk desk) => new(desk.Phone, desk.Hertz, AgentId, AgentName, Pin);
}
