using System.Globalization;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.SystemLog;

public enum TimeLineKind
{
    /// <summary>Somebody did it: an entry of the audit.</summary>
    Act,

    /// <summary>SipRing noticed it.</summary>
    Server,

    /// <summary>Asterisk said it.</summary>
    Asterisk,
}

/// <summary>An entry of the log page: of the audit or of the system.</summary>
public sealed record TimeLineEntry
{
    /// <summary>Unique over both: "a12" of the audit, "s34" of the system.</summary>
    public required string Id { get; init; }
    public required DateTimeOffset At { get; init; }
    public required TimeLineKind Kind { get; init; }
    public required EntryLevel Level { get; init; }

    /// <summary>Who did it, or which part noticed it.</summary>
    public required string Who { get; init; }

    /// <summary>What kind of actor; null where nobody acted.</summary>
    public ActorKind? ActorKind { get; init; }

    /// <summary>The verb of an act, "agent.create"; null for what was noticed.</summary>
    public string? Action { get; init; }

    /// <summary>What it was done to, or the sentence of what was noticed.</summary>
    public required string Text { get; init; }
    public string? Detail { get; init; }
}

/// <param name="Entries">Which, by time, words, weight and person.</param>
/// <param name="Kinds">Empty is all.</param>
public sealed record TimeLineFilter(EntryFilter Entries, IReadOnlySet<TimeLineKind> Kinds);

/// <summary>Who did what and what the system noticed, in one line of time, newest first.</summary>
public sealed class ReadTimeLine(IAuditEntries audit, ISystemEvents events)
{
    public async Task<Result<TimeLinePage>> HandleAsync(Actor actor, TimeLineFilter filter, string? cursor, int limit, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.SeeSystem) is { } forbidden)
            return forbidden;
        if (!TimeLineCursor.TryParse(cursor, out var after))
            return new Refusal("cursor-invalid", "The cursor is not one that a page before gave.", nameof(cursor));

        // One more than wanted of each tells whether there is more at all.
        var acts = Wants(filter, TimeLineKind.Act) ? await audit.ListAsync(filter.Entries, after?.OfAudit, limit + 1, cancellationToken) : [];
        var (server, asterisk) = (Wants(filter, TimeLineKind.Server), Wants(filter, TimeLineKind.Asterisk));
        var noticed = server || asterisk
            ? await events.ListAsync(filter.Entries, server && asterisk ? null : asterisk, after?.OfSystem, limit + 1, cancellationToken)
            : [];
        var merged = acts.Select(Of).Concat(noticed.Select(Of)).OrderByDescending(e => e.At).ThenBy(e => e.Kind == TimeLineKind.Act ? 0 : 1)
            .ThenByDescending(e => TimeLineCursor.Number(e.Id)).ToList();
        var page = merged.Take(limit).ToList();
        return new TimeLinePage(page, merged.Count > limit ? TimeLineCursor.After(page[^1]).ToString() : null);
    }

    /// <summary>The cursor that goes on behind this entry.</summary>
    public static string CursorAfter(TimeLineEntry entry) => TimeLineCursor.After(entry).ToString();

    private static bool Wants(TimeLineFilter filter, TimeLineKind kind) => filter.Kinds.Count == 0 || filter.Kinds.Contains(kind);

    private static TimeLineEntry Of(AuditEntry entry) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"a{entry.Id}"),
        At = entry.At,
        Kind = TimeLineKind.Act,
        Level = entry.Level,
        Who = entry.Actor,
        ActorKind = entry.ActorKind,
        Action = entry.Action,
        Text = entry.Target,
        Detail = entry.Detail,
    };

    private static TimeLineEntry Of(SystemEvent entry) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"s{entry.Id}"),
        At = entry.At,
        Kind = entry.Source == NewSystemEvent.Asterisk ? TimeLineKind.Asterisk : TimeLineKind.Server,
        Level = entry.Level,
        Who = entry.Source,
        Text = entry.Text,
        Detail = entry.Detail,
    };
}

public sealed record TimeLinePage(IReadOnlyList<TimeLineEntry> Items, string? Next);

/// <summary>Where a page ended: acts of a moment come before what was noticed in it.</summary>
internal readonly record struct TimeLineCursor(long AtMs, bool Act, long Id)
{
    public EntryPosition OfAudit => new(AtMs, Act ? Id : 0);

    public EntryPosition OfSystem => new(AtMs, Act ? long.MaxValue : Id);

    public static TimeLineCursor After(TimeLineEntry entry) => new(entry.At.ToUnixTimeMilliseconds(), entry.Kind == TimeLineKind.Act, Number(entry.Id));

    public static long Number(string id) => long.Parse(id.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture);

    /// <summary>True without a cursor too: then from the newest on.</summary>
    public static bool TryParse(string? text, out TimeLineCursor? cursor)
    {
        cursor = null;
        if (text is null)
            return true;
        var parts = text.Split('-');
        if (parts is not [{ Length: > 0 } at, ['a' or 's', .. { Length: > 0 } id] last]
            || !long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var ms)
            || !long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return false;
        cursor = new(ms, last[0] == 'a', number);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{AtMs}-{(Act ? 'a' : 's')}{Id}");
}
