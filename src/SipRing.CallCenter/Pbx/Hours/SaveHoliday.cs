using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx.Versions;

namespace SipRing.CallCenter.Pbx.Hours;

/// <summary>Creates a holiday or changes it; returns when Asterisk knows it.</summary>
public sealed class SaveHoliday(PbxItemEdits edits)
{
    /// <param name="holiday">With an empty id it is new.</param>
    public Task<Result<PbxSaved<Holiday>>> HandleAsync(Actor actor, Holiday holiday, CancellationToken cancellationToken) => edits.SaveAsync(
        actor, "holiday", before => Change(before, holiday), h => FormattableString.Invariant($"{h.From:yyyy-MM-dd} to {h.To:yyyy-MM-dd}{(h.EveryYear ? " every year" : "")}"), cancellationToken);

    public Task<Result<PbxPreview>> PreviewAsync(Actor actor, Holiday holiday, CancellationToken cancellationToken) =>
        edits.PreviewAsync(actor, before => Change(before, holiday), cancellationToken);

    internal static Result<PbxEdited<Holiday>> Change(PbxConfiguration before, Holiday given)
    {
        var holiday = given with { Id = given.Id.Length > 0 ? given.Id : PbxIds.For(given.Name, "holiday", before.Holidays.Contains) };
        return (PbxRules.CheckId(holiday.Id) ?? HoursRules.Check(holiday)) is { } invalid
            ? invalid
            : new PbxEdited<Holiday>(before with { Holidays = before.Holidays.With(holiday) }, holiday);
    }
}
