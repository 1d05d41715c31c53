using SipRing.CallCenter.Floor;
using SipRing.CallCenter.Wallboards;
using SipRing.Server.Floor;

namespace SipRing.Server.Wallboards;

/// <summary>The figures of one queue, of some, or of all. An operator in two of them is one operator.</summary>
public sealed record BoardFigures
{
    public required int Waiting { get; init; }
    public DateTimeOffset? LongestSince { get; init; }
    public FloorQueue? LongestQueue { get; init; }
    public required int Answered { get; init; }
    public required int Lost { get; init; }
    public double? ServicePercent { get; init; }

    /// <summary>Null where queues have different ones.</summary>
    public int? ServiceLevelSeconds { get; init; }
    public required int Free { get; init; }
    public required int Talking { get; init; }
    public required int WrapUp { get; init; }
    public required int Paused { get; init; }
    public required int LoggedIn { get; init; }

    public static IReadOnlyList<FloorQueue> QueuesOf(FloorSnapshot floor, IReadOnlyList<string> queues) =>
        queues.Count == 0 ? [.. floor.Queues.Values] : [.. queues.Select(number => floor.Queues.GetValueOrDefault(number)).OfType<FloorQueue>()];

    public static BoardFigures Of(FloorSnapshot floor, IReadOnlyList<string> queues)
    {
        var counted = QueuesOf(floor, queues);
        var people = OperatorView.InQueues(floor, queues);
        var first = counted.SelectMany(queue => queue.Waiting, (queue, caller) => (Queue: queue, caller.EnteredAt)).OrderBy(pair => pair.EnteredAt).FirstOrDefault();
        var measured = counted.Where(queue => queue.ServicePercent is not null).ToList();
        var calls = measured.Sum(queue => queue.AnsweredToday + queue.LostToday);
        return new()
        {
            Waiting = counted.Sum(queue => queue.Waiting.Count),
            LongestSince = first.Queue is null ? null : first.EnteredAt,
            LongestQueue = first.Queue,
            Answered = counted.Sum(queue => queue.AnsweredToday),
            Lost = counted.Sum(queue => queue.LostToday),
            ServicePercent = calls == 0 ? null : measured.Sum(queue => queue.ServicePercent!.Value * (queue.AnsweredToday + queue.LostToday)) / calls,
            ServiceLevelSeconds = counted.Select(queue => queue.ServiceLevelSeconds).Distinct().ToList() is [var one] ? one : null,
            Free = people.Count(person => person.State == MemberState.Free),
            Talking = people.Count(person => person.State == MemberState.Talking),
            WrapUp = people.Count(person => person.State == MemberState.WrapUp),
            Paused = people.Count(person => person.State == MemberState.Paused),
            LoggedIn = people.Count,
        };
    }

    /// <summary>Null where there is nothing to measure.</summary>
    public double? Value(WallboardMetric metric, DateTimeOffset now) => metric switch
    {
        WallboardMetric.Waiting => Waiting,
        WallboardMetric.LongestWait => LongestSince is { } since ? (now - since).TotalSeconds : null,
        WallboardMetric.Answered => Answered,
        WallboardMetric.Lost => Lost,
        WallboardMetric.LostPercent => Answered + Lost == 0 ? null : 100.0 * Lost / (Answered + Lost),
        WallboardMetric.ServicePercent => ServicePercent,
        WallboardMetric.Free => Free,
        WallboardMetric.Talking => Talking,
        WallboardMetric.WrapUp => WrapUp,
        WallboardMetric.Paused => Paused,
        WallboardMetric.LoggedIn => LoggedIn,
        WallboardMetric.PauseTime or WallboardMetric.WrapUpTime or WallboardMetric.TalkTime => null,
    };
}
