using System.Globalization;
using SipRing.CallCenter.Ledger;

namespace SipRing.Tests.Browser.Host;

/// <summary>Calls of today and yesterday, the same each time: 600 answered and 60 lost a day, every kind of end among them.</summary>
public static class DemoCalls
{
    public const int AnsweredADay = 600;
    public const int LostADay = 60;
    public const int FirstIdOfToday = 10_000;

    private static readonly QueueCallOutcome[] s_losses =
        [QueueCallOutcome.Abandoned, QueueCallOutcome.Timeout, QueueCallOutcome.NoAgents, QueueCallOutcome.Full, QueueCallOutcome.KeyPressed, QueueCallOutcome.Restarted];

    private static readonly string[] s_queues = ["Продажи", "Поддержка", "Бухгалтерия", "Доставка"];

    public static IReadOnlyList<QueueCall> Create(DateTimeOffset now)
    {
        var midnight = new DateTimeOffset(now.Date, now.Offset);
        return [.. Day(midnight.AddDays(-1), TimeSpan.FromHours(24), 0), .. Day(midnight, now - midnight, FirstIdOfToday)];
    }

    /// <summary>Spread over the part of the day that is over, so that "today" always has all of them.</summary>
    private static IEnumerable<QueueCall> Day(DateTimeOffset midnight, TimeSpan part, int firstId)
    {
        const int All = AnsweredADay + LostADay;
        for (var i = 0; i < All; i++)
        {
            var at = midnight + part * ((i + 0.5) / All);
            yield return Call(firstId + i, i, new(at.Ticks - at.Ticks % TimeSpan.TicksPerSecond, at.Offset));
        }
    }

    private static QueueCall Call(int id, int i, DateTimeOffset at)
    {
        var lost = i % 11 == 10;
        var queue = i * 7 % 4;
        var agent = i * 5 % 12;
        var end = (i % 7) switch { 0 => EndedBy.Transfer, 1 or 2 => EndedBy.Agent, _ => EndedBy.Caller };
        var call = new QueueCall
        {
            Id = id,
            Pbx = "main",
            CallId = string.Create(CultureInfo.InvariantCulture, $"17639{id}.1"),
            Queue = (450 + queue).ToString(CultureInfo.InvariantCulture),
            QueueName = s_queues[queue],
            Caller = DemoFloor.Caller(id),
            EnteredAt = at,
            WaitSeconds = 3 + i * 31 % (i % 5 == 0 ? 140 : 45),
            Position = 1 + i * 3 % 5 * (i % 2),
            Outcome = lost ? s_losses[i / 11 % s_losses.Length] : QueueCallOutcome.Answered,
        };
        return lost ? call : call with
        {
            AgentId = agent + 1,
            AgentName = DemoFloor.Name(agent),
            Extension = (4400 + agent).ToString(CultureInfo.InvariantCulture),
            RingSeconds = 2 + i % 9,
            TalkSeconds = 4 + i * 67 % 760,
            EndedBy = end,
            TransferredTo = end == EndedBy.Transfer ? (450 + (queue + 1) % 4).ToString(CultureInfo.InvariantCulture) : null,
            Recording = i % 10 == 9 ? null : string.Create(CultureInfo.InvariantCulture, $"rec-{id}"),
        };
    }
}
