namespace SipRing.Tests.RealParts.Scenarios;

/// <summary>What a script knows to be true of one visit of one call to one queue.</summary>
public sealed record ExpectedCall
{
    public required string Queue { get; init; }

    /// <summary>Null: nobody answered.</summary>
    public Seat? Agent { get; init; }
    public required Desk Caller { get; init; }

    /// <summary>Moment of the script's timeline.</summary>
    public double EnteredAt { get; init; }
    public required int Wait { get; init; }
    public int? Ring { get; init; }
    public int? Talk { get; init; }
    public int Position { get; init; } = 1;
    public required string Outcome { get; init; }
    public string? EndedBy { get; init; }
    public string? TransferredTo { get; init; }

    /// <summary>Visits of the same name belong to one call.</summary>
    public string Call { get; init; } = "";
}

/// <summary>What a script knows to be true of one presence of one operator in one queue.</summary>
public sealed record ExpectedSession
{
    public required Seat Agent { get; init; }
    public required string Queue { get; init; }

    /// <summary>The login happened between these two moments.</summary>
    public required Span Login { get; init; }
    public Span? Logout { get; init; }
    public IReadOnlyList<ExpectedPause> Pauses { get; init; } = [];
}

public sealed record ExpectedPause(Span From, Span? To, string? Reason);

/// <summary>From just before an act to just after it, in whole seconds of the wall clock as queue_log counts them.</summary>
public readonly record struct Span(DateTimeOffset From, DateTimeOffset To)
{
    public static async Task<Span> OfAsync(Func<Task> act)
    {
        var from = TimeProvider.System.GetUtcNow();
        await act();
        return new(DateTimeOffset.FromUnixTimeSeconds(from.ToUnixTimeSeconds()), TimeProvider.System.GetUtcNow());
    }

    public bool Holds(DateTimeOffset moment) => moment >= From && moment <= To;
}
