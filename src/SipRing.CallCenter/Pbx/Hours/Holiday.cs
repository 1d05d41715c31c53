using System.Collections.Immutable;

namespace SipRing.CallCenter.Pbx.Hours;

/// <summary>Days that differ from the week: closed, or with hours of their own. All schedules share them.</summary>
public sealed record Holiday : IPbxItem
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required DateOnly From { get; init; }

    /// <summary>Included.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Only day and month count; it may pass the new year.</summary>
    public bool EveryYear { get; init; }

    /// <summary>Empty is closed.</summary>
    public ImmutableArray<OpenHours> Hours { get; init; } = [];

    public bool Includes(DateOnly day)
    {
        if (!EveryYear)
            return day >= From && day <= To;
        var (from, to, at) = (Key(From), Key(To), Key(day));
        return from <= to ? at >= from && at <= to : at >= from || at <= to;
    }

    /// <summary>The first day of it that is not past; null where it will not come again.</summary>
    public DateOnly? NextFrom(DateOnly today)
    {
        if (Includes(today))
            return today;
        if (!EveryYear)
            return From > today ? From : null;
        // The 29th of February waits for a year that has one.
        for (var year = today.Year; year <= today.Year + 8; year++)
        {
            if (From.Day <= DateTime.DaysInMonth(year, From.Month) && new DateOnly(year, From.Month, From.Day) is var begin && begin > today)
                return begin;
        }

        return null;
    }

    /// <summary>A number that orders the days of any year.</summary>
    public static int Key(DateOnly day) => day.Month * 100 + day.Day;

    /// <summary>As they are asked: a day of one year before one of every year, then by date.</summary>
    public static IEnumerable<Holiday> InOrder(IEnumerable<Holiday> holidays) =>
        holidays.OrderBy(h => h.EveryYear).ThenBy(h => h.EveryYear ? Key(h.From) : h.From.DayNumber).ThenBy(h => h.Id, StringComparer.Ordinal);

    string IPbxKeyed.Key => Id;

    PbxKind IPbxItem.Kind => PbxKind.Holiday;
}
