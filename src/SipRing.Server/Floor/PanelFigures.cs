using System.Runtime.CompilerServices;
using SipRing.CallCenter.Floor;

namespace SipRing.Server.Floor;

/// <summary>The six figures on top: what a supervisor looks at first.</summary>
public sealed record PanelFigures
{
    private static readonly ConditionalWeakTable<FloorSnapshot, PanelFigures> s_known = [];

    public required int Waiting { get; init; }

    /// <summary>Since when the caller waits who waits longest, and where.</summary>
    public DateTimeOffset? LongestSince { get; init; }
    public string? LongestQueue { get; init; }
    public required int Talking { get; init; }
    public required int Free { get; init; }

    /// <summary>Operators who are logged in.</summary>
    public required int Operators { get; init; }
    public required int Answered { get; init; }
    public required int Lost { get; init; }
    public double? ServicePercent { get; init; }

    /// <summary>Null where queues have different ones.</summary>
    public int? ServiceLevelSeconds { get; init; }

    public static PanelFigures From(FloorSnapshot snapshot) => s_known.GetValue(snapshot, Of);

    private static PanelFigures Of(FloorSnapshot snapshot)
    {
        var queues = snapshot.Queues.Values;
        var operators = OperatorView.From(snapshot, null);
        var longest = queues.SelectMany(queue => queue.Waiting, (queue, caller) => (queue.Number, caller.EnteredAt)).OrderBy(pair => pair.EnteredAt).FirstOrDefault();
        var counted = queues.Where(queue => queue.ServicePercent is not null).ToList();
        var calls = counted.Sum(queue => queue.AnsweredToday + queue.LostToday);
        var levels = queues.Select(queue => queue.ServiceLevelSeconds).Distinct().ToList();
        return new()
        {
            Waiting = queues.Sum(queue => queue.Waiting.Count),
            LongestSince = longest.Number is null ? null : longest.EnteredAt,
            LongestQueue = longest.Number,
            Talking = operators.Count(person => person.State == MemberState.Talking),
            Free = operators.Count(person => person.State == MemberState.Free),
            Operators = operators.Count,
            Answered = queues.Sum(queue => queue.AnsweredToday),
            Lost = queues.Sum(queue => queue.LostToday),
            ServicePercent = calls == 0 ? null : counted.Sum(queue => queue.ServicePercent!.Value * (queue.AnsweredToday + queue.LostToday)) / calls,
            ServiceLevelSeconds = levels is [var one] ? one : null,
        };
    }
}
