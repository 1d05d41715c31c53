namespace SipRing.CallCenter.Ledger.Queries;

/// <summary>Sums of one queue, added up from roll-ups and facts.</summary>
internal sealed class QueueSums
{
    public int Answered { get; private set; }
    public int Lost { get; private set; }
    public int Longest { get; private set; }
    public Span Talk { get; } = new();
    public Span Wait { get; } = new();
    public Span LostWait { get; } = new();

    /// <summary>How many were answered after so many seconds.</summary>
    private readonly Dictionary<int, int> _waits = [];

    public void Add(Part part)
    {
        Answered += part.Answered;
        Lost += part.Lost;
        Longest = Math.Max(Longest, Math.Max(part.Longest ?? 0, part.LostLongest ?? 0));
        Talk.Add(part.TalkTotal, part.TalkMin, part.TalkMax);
        Wait.Add(part.WaitTotal, part.WaitMin, part.WaitMax);
        LostWait.Add(part.LostWaitTotal, part.LostWaitMin, part.LostWaitMax);
    }

    public void AddWaits(int seconds, int answered) => _waits[seconds] = _waits.GetValueOrDefault(seconds) + answered;

    public int AnsweredWithin(int seconds) => _waits.Where(w => w.Key <= seconds).Sum(w => w.Value);

    internal sealed class Span
    {
        private long _total;
        private int? _min;
        private int? _max;

        public void Add(long total, int? min, int? max)
        {
            _total += total;
            _min = min is null ? _min : Math.Min(_min ?? int.MaxValue, min.Value);
            _max = max is null ? _max : Math.Max(_max ?? 0, max.Value);
        }

        public void Add(Span other) => Add(other._total, other._min, other._max);

        public SecondsTotals Totals(int count) => count == 0 ? new() : new(_total, (double)_total / count, _min, _max);
    }
}

/// <summary>One row of a grouped query over roll-ups or facts.</summary>
internal sealed record Part
{
    public required string Queue { get; init; }
    public int Answered { get; init; }
    public int Lost { get; init; }
    public int? Longest { get; init; }
    public int? LostLongest { get; init; }
    public long TalkTotal { get; init; }
    public int? TalkMin { get; init; }
    public int? TalkMax { get; init; }
    public long WaitTotal { get; init; }
    public int? WaitMin { get; init; }
    public int? WaitMax { get; init; }
    public long LostWaitTotal { get; init; }
    public int? LostWaitMin { get; init; }
    public int? LostWaitMax { get; init; }
}
