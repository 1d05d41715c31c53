using SipRing.Phone;
using SipRing.Phone.Media;
using SipRing.Testing.Server;

namespace SipRing.Tests.RealParts.Scenarios;

/// <summary>Where one script plays: queues and phones of its own inside the common SipRing, and the truth that it tells.</summary>
public sealed class Stage(ScenarioRun run) : IAsyncDisposable
{
    private readonly List<SipPhone> _phones = [];
    private readonly List<Timeline> _timelines = [];
    private readonly List<ExpectedCall> _calls = [];
    private readonly List<ExpectedSession> _sessions = [];
    private int _tones;
    private IDisposable? _place;

    public SipRingApi Api => run.Server.Api;

    public Timeline Time { get; private set; } = null!;

    /// <summary>The script or Asterisk came too late for a moment of it: which, and by how much. Null if all were kept.</summary>
    public string? WhyLate => _timelines.Select(timeline => timeline.WhyLate ?? run.Watch.WhySlow(timeline.Start, TimeProvider.System.GetUtcNow())).FirstOrDefault(why => why is not null)
        ?? _calls.Select(WhyRangLate).FirstOrDefault(why => why is not null);

    /// <summary>The script's own queues by number, with their names: their facts must be these and no others.</summary>
    public Dictionary<string, string> Queues { get; } = [];

    public IReadOnlyList<ExpectedCall> Calls => _calls;

    public IReadOnlyList<ExpectedSession> Sessions => _sessions;

    public async Task<string> QueueAsync(QueueOptions? options = null)
    {
        var number = run.NextQueue();
        options ??= new() { Name = $"Очередь {number}" };
        await Api.PutQueueAsync(number, options);
        Queues.Add(number, options.Name);
        return number;
    }

    /// <summary>A phone that is registered.</summary>
    public async Task<Desk> DeskAsync()
    {
        var (number, secret) = run.NextExtension();
        await Api.PutExtensionAsync(number, $"Телефон {number}", secret);
        var hertz = 500 + (220 * _tones++);
        var phone = new SipPhone(new PhoneOptions { Server = run.Server.Sip, User = number, Secret = secret, Tone = Tone.Of(hertz) });
        _phones.Add(phone);
        await run.RegisterAsync(phone);
        return new(phone, hertz);
    }

    /// <summary>A phone with an operator who is not logged in.</summary>
    public async Task<Seat> PersonAsync(string? name = null)
    {
        var desk = await DeskAsync();
        var pin = run.NextPin();
        var agent = await Api.AddAgentAsync(name ?? $"Оператор {desk.Number}", pin);
        return new(desk.Phone, desk.Hertz, agent.Id, agent.Name, pin);
    }

    /// <summary>A phone with an operator who is logged in to these queues.</summary>
    public async Task<Seat> SeatAsync(params string[] queues)
    {
        var seat = await PersonAsync();
        foreach (var queue in queues)
        {
            await JoinAsync(seat, queue);
        }

        return seat;
    }

    public async Task JoinAsync(Seat seat, string queue)
    {
        var login = await Span.OfAsync(() => Api.AddMemberAsync(queue, seat.Number, seat.AgentId));
        Expect(new ExpectedSession { Agent = seat, Queue = queue, Login = login });
    }

    /// <summary>The set is ready: waits for the play to begin. Comes back at second 0 of the script's timeline.</summary>
    public async Task<Timeline> CurtainAsync()
    {
        _place = await run.CurtainAsync();
        return Time = await BeginAsync(1);
    }

    /// <summary>The play is over: another one may begin.</summary>
    public void LeavePlace()
    {
        _place?.Dispose();
        _place = null;
    }

    /// <summary>Another timeline in the same play: what goes before it takes as long as it takes.</summary>
    public async Task<Timeline> BeginAsync(int secondsFromNow = 0)
    {
        var timeline = await Timeline.BeginAsync(secondsFromNow);
        _timelines.Add(timeline);
        return timeline;
    }

    public void Expect(ExpectedCall call) => _calls.Add(call);

    public void Expect(ExpectedSession session) => _sessions.Add(session);

    /// <summary>The session that was expected of this agent in this queue goes on otherwise.</summary>
    public void Expect(Seat agent, string queue, Func<ExpectedSession, ExpectedSession> change)
    {
        var index = _sessions.FindLastIndex(session => session.Agent.AgentId == agent.AgentId && session.Queue == queue);
        _sessions[index] = change(_sessions[index]);
    }

    /// <summary>A phone did not ring as long as the script gave it: Asterisk began too late, and nobody knows in which second of its own.</summary>
    private string? WhyRangLate(ExpectedCall call) =>
        call is { Agent: { } agent, Ring: { } seconds }
        && _calls.Count(other => other.Agent == agent && other.Caller == call.Caller) == 1
        && agent.AnsweredFrom(call.Caller.Number) is [var only] && Desk.RangSeconds(only) != seconds
            ? $"{agent.Number} rang {Desk.RangSeconds(only)} s instead of {seconds} s"
            : null;

    public async ValueTask DisposeAsync() => await Task.WhenAll(_phones.Select(phone => phone.DisposeAsync().AsTask()));
}
