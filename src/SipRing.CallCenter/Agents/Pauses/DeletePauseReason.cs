using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Agents.Pauses;

/// <summary>Takes a reason from the list. Pauses that have it go on and keep it; so do those of the past.</summary>
public sealed class DeletePauseReason(Database database, PauseReasons reasons, IAuditLog audit)
{
    public async Task<Result<Done>> HandleAsync(Actor actor, int code, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageAgents) is { } forbidden)
            return forbidden;
        await using var db = database.Connect();
        if (await db.GetTable<PauseReasonRow>().DeleteAsync(r => r.Code == code, cancellationToken) == 0)
            return new Refusal("pause-code-unknown", $"There is no reason with the code {code}.", "code", RefusalKind.NotFound, code);
        reasons.Forget();
        await audit.WriteAsync(actor, "pause-reason.delete", $"pause reason {code}", null, cancellationToken);
        return default(Done);
    }
}
