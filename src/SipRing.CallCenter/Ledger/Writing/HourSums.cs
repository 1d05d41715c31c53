using SipRing.CallCenter.Ledger.Tables;

namespace SipRing.CallCenter.Ledger.Writing;

/// <summary>Adds visits up by UTC hour of entry, queue and operator: what one transaction adds to the roll-ups.</summary>
internal sealed class HourSums
{
    public const long HourMs = 3_600_000;
    private readonly Dictionary<(string Pbx, string Queue, int Agent, int Hour), HourRow> _hours = [];
    private readonly Dictionary<(string Pbx, string Queue, int Hour, int Wait), int> _waits = [];

    public IEnumerable<HourRow> Hours => _hours.Values;

    public IEnumerable<HourWaitRow> Waits =>
        _waits.Select(w => new HourWaitRow { Pbx = w.Key.Pbx, Queue = w.Key.Queue, Hour = w.Key.Hour, WaitSeconds = w.Key.Wait, Answered = w.Value });

    public void Add(QueueCallRow call)
    {
        var hour = (int)(call.EnteredAt / HourMs);
        var key = (call.Pbx, call.Queue, call.AgentId ?? 0, hour);
        var sum = _hours.GetValueOrDefault(key) ?? new HourRow { Pbx = call.Pbx, Queue = call.Queue, AgentId = call.AgentId ?? 0, Hour = hour };
        _hours[key] = Sum(sum, call);
        if (call.Outcome != (int)QueueCallOutcome.Answered)
            return;
        var wait = (call.Pbx, call.Queue, hour, call.WaitSeconds);
        _waits[wait] = _waits.GetValueOrDefault(wait) + 1;
    }

    private static HourRow Sum(HourRow sum, QueueCallRow call)
    {
        if (call.Outcome != (int)QueueCallOutcome.Answered)
        {
            return sum with
            {
                Lost = sum.Lost + 1,
                LostLongest = Math.Max(sum.LostLongest, call.Position),
                LostWaitTotal = sum.LostWaitTotal + call.WaitSeconds,
                LostWaitMin = Math.Min(sum.LostWaitMin ?? int.MaxValue, call.WaitSeconds),
                LostWaitMax = Math.Max(sum.LostWaitMax ?? 0, call.WaitSeconds),
            };
        }

        var talk = call.TalkSeconds ?? 0;
        return sum with
        {
            Answered = sum.Answered + 1,
            Longest = Math.Max(sum.Longest, call.Position),
            TalkTotal = sum.TalkTotal + talk,
            TalkMin = Math.Min(sum.TalkMin ?? int.MaxValue, talk),
            TalkMax = Math.Max(sum.TalkMax ?? 0, talk),
            WaitTotal = sum.WaitTotal + call.WaitSeconds,
            WaitMin = Math.Min(sum.WaitMin ?? int.MaxValue, call.WaitSeconds),
            WaitMax = Math.Max(sum.WaitMax ?? 0, call.WaitSeconds),
        };
    }
}
