using System.Globalization;
using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Settings;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Agents.Pauses;

/// <summary>Adds a reason to the list, or changes the one of that code.</summary>
public sealed class SavePauseReason(Database database, PauseReasons reasons, SipRingSettings settings, IAuditLog audit)
{
    public sealed record Saved(PauseReason Reason, bool Created);

    public async Task<Result<Saved>> HandleAsync(Actor actor, PauseReason reason, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageAgents) is { } forbidden)
            return forbidden;
        reason = reason with { NameRu = reason.NameRu.Trim(), NameEn = reason.NameEn.Trim() };
        var others = (await reasons.AllAsync(cancellationToken)).Where(r => r.Code != reason.Code).ToList();
        if (Check(reason) is { } invalid)
            return invalid;
        if (others.Find(r => r.IsCalled(reason.NameRu) || r.IsCalled(reason.NameEn)) is { } same)
            return new Refusal("pause-reason-taken", $"Reason {same.Code} goes by this name already.", same.IsCalled(reason.NameRu) ? "nameRu" : "nameEn", RefusalKind.Conflict, same.Code);

        await using var db = database.Connect();
        var before = await db.GetTable<PauseReasonRow>().FirstOrDefaultAsync(r => r.Code == reason.Code, cancellationToken);
        reason = reason with { LogName = before?.LogName ?? LogName(reason, others) };
        // A new one comes last.
        var place = before?.Place ?? await db.GetTable<PauseReasonRow>().MaxAsync(r => (int?)r.Place, cancellationToken) ?? 0;
        await db.InsertOrReplaceAsync(PauseReasonRow.Of(reason) with { Place = place }, token: cancellationToken);
        reasons.Forget();
        await audit.WriteAsync(actor, before is null ? "pause-reason.create" : "pause-reason.change", $"pause reason {reason.Code}", Describe(reason), cancellationToken);
        return new Saved(reason, before is null);
    }

    private static Refusal? Check(PauseReason reason)
    {
        if (reason.Code is < 1 or > PauseReason.GreatestCode)
            return new("pause-code-invalid", $"A code is a number from 1 to {PauseReason.GreatestCode}.", "code", RefusalKind.Invalid, PauseReason.GreatestCode);
        return CheckName(reason.NameRu, "nameRu") ?? CheckName(reason.NameEn, "nameEn")
            ?? CheckMinutes(reason.MinutesAtOnce, "minutesAtOnce") ?? CheckMinutes(reason.MinutesADay, "minutesADay");
    }

    private static Refusal? CheckName(string name, string field) =>
        name.Length is > 0 and <= PauseReason.NameLimit && !name.Any(c => char.IsControl(c) || c == '|')
            && !name.EnumerateRunes().Contains(System.Text.Rune.ReplacementChar) && !MemberReason.IsReserved(name)
            ? null
            : new("pause-name-invalid", $"A name has 1 to {PauseReason.NameLimit} characters, no line breaks and no vertical bar.", field, RefusalKind.Invalid, PauseReason.NameLimit);

    private static Refusal? CheckMinutes(int? minutes, string field) =>
        minutes is null or (> 0 and <= PauseReason.MostMinutes)
            ? null
            : new("minutes-invalid", $"A limit is 1 to {PauseReason.MostMinutes} minutes, or empty.", field, RefusalKind.Invalid, PauseReason.MostMinutes);

    // Two names may be alike in the bytes that fit the log.
    private string LogName(PauseReason reason, List<PauseReason> others)
    {
        var name = QueueMembers.Cut(reason.NameIn(settings.Voice), QueueMembers.LogNameBytes);
        if (!others.Exists(r => r.LogName.Equals(name, StringComparison.OrdinalIgnoreCase)))
            return name;
        var suffix = string.Create(CultureInfo.InvariantCulture, $" ({reason.Code})");
        return QueueMembers.Cut(name, QueueMembers.LogNameBytes - suffix.Length) + suffix;
    }

    private static string Describe(PauseReason reason) => string.Create(
        CultureInfo.InvariantCulture,
        $"{reason.NameEn} / {reason.NameRu}, {(reason.Paid ? "paid" : "unpaid")}, at once {Limit(reason.MinutesAtOnce)}, a day {Limit(reason.MinutesADay)}, for {reason.For}, over the limit {reason.Over}");

    private static string Limit(int? minutes) => minutes is { } limit ? string.Create(CultureInfo.InvariantCulture, $"{limit} min") : "without limit";
}
