using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Agents.Pauses;

/// <summary>
/// The list, and the choice from it. While it is empty a pause may have any reason or none; from its first entry on a pause
/// has a reason of the list or is refused.
/// </summary>
public sealed class PauseReasons(Database database)
{
    private volatile IReadOnlyList<PauseReason>? _known;

    /// <summary>Raised after every change of the list.</summary>
    public event Action? Changed;

    public async Task<IReadOnlyList<PauseReason>> AllAsync(CancellationToken cancellationToken)
    {
        if (_known is { } known)
            return known;
        await using var db = database.Connect();
        var rows = await db.GetTable<PauseReasonRow>().OrderBy(r => r.Place).ThenBy(r => r.Code).ToListAsync(cancellationToken);
        return _known = rows.ConvertAll(row => row.ToReason());
    }

    public async Task<PauseReason?> CalledAsync(string logName, CancellationToken cancellationToken) =>
        (await AllAsync(cancellationToken)).FirstOrDefault(r => r.LogName == logName);

    /// <summary>What is written into Asterisk for the reason that somebody named by code or word.</summary>
    public async Task<Result<string>> ChooseAsync(Actor actor, string? word, int? code, CancellationToken cancellationToken)
    {
        var text = MemberReason.Check(word);
        if (!text.Succeeded)
            return text;
        if (MemberReason.IsReserved(text.Value))
            return new Refusal("reason-reserved", $"'{text.Value}' is what SipRing itself pauses with; choose another reason.", "reason", RefusalKind.Invalid, text.Value);
        var all = await AllAsync(cancellationToken);
        if (all.Count == 0 && code is null)
            return text;
        if (code is null && text.Value.Length == 0)
            return new Refusal("pause-reason-missing", $"A pause needs a reason: {Names(all)}.", "reason", RefusalKind.Invalid, Names(all));
        var reason = code is { } number ? all.FirstOrDefault(r => r.Code == number) : all.FirstOrDefault(r => r.IsCalled(text.Value));
        if (reason is null)
        {
            var given = code?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? text.Value;
            return new Refusal("pause-reason-unknown", $"There is no reason '{given}' for a pause.", code is null ? "reason" : "reasonCode", RefusalKind.Invalid, given);
        }

        return reason.For == PauseRight.Supervisor && !actor.May(Permission.ManageMembers)
            ? new Refusal("pause-reason-supervisor", $"A pause with the reason '{reason.NameEn}' is given by a supervisor.", "reason", RefusalKind.Forbidden, reason.NameEn)
            : reason.LogName;
    }

    internal void Forget()
    {
        _known = null;
        Changed?.Invoke();
    }

    private static string Names(IReadOnlyList<PauseReason> all) => string.Join(", ", all.Select(r => r.LogName));
}
