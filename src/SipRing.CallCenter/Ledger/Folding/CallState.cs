namespace SipRing.CallCenter.Ledger.Folding;

/// <summary>Calls that go on, or ended moments ago, as CEL has told them so far.</summary>
internal sealed class CallState
{
    public List<OpenCall> Calls { get; set; } = [];
    public long SweptMs { get; set; }
    public long LastMs { get; set; }

    /// <summary>Highest number and birth of a channel since the last start of Asterisk, which begins to count anew.</summary>
    public long Counter { get; set; } = -1;
    public long CounterSeconds { get; set; }
}

/// <summary>One conversation with all its channels, through every transfer.</summary>
internal sealed class OpenCall
{
    /// <summary>Linked ids that came to be this call: a transfer joins two.</summary>
    public List<string> LinkedIds { get; set; } = [];
    public List<OpenLeg> Legs { get; set; } = [];
    public List<CallMark> Marks { get; set; } = [];

    /// <summary>Id under which it was stored last, to be taken back where a transfer shows that it began elsewhere.</summary>
    public long StoredId { get; set; }
    public long LastMs { get; set; }
}

internal sealed class OpenLeg
{
    public required string Id { get; init; }
    public required string Channel { get; set; }
    public required long StartMs { get; set; }
    public long? AnswerMs { get; set; }
    public long? EndMs { get; set; }
    public long LastMs { get; set; }
    public string Number { get; set; } = "";
    public string Extension { get; set; } = "";
    public string Context { get; set; } = "";
    public string Queue { get; set; } = "";
    public string DialStatus { get; set; } = "";
    public int Cause { get; set; }

    /// <summary>When it entered the bridge it is in.</summary>
    public long? BridgedMs { get; set; }
    public List<LegSpan> Bridged { get; set; } = [];

    /// <summary>When it entered the queue it waits in.</summary>
    public long? QueuedMs { get; set; }
    public List<LegSpan> Queued { get; set; } = [];

    public bool IsLocal => Channel.StartsWith("Local/", StringComparison.OrdinalIgnoreCase);
}

internal readonly record struct LegSpan(long From, long To);

/// <param name="Kind">B: blind transfer, A: attended transfer.</param>
internal sealed record CallMark(char Kind, long AtMs, string Leg, string Number);
