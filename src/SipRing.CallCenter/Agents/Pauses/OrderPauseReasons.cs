using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Agents.Pauses;

/// <summary>Puts the reasons into an order: menus show them so. Their codes stay.</summary>
public sealed class OrderPauseReasons(Database database, PauseReasons reasons, IAuditLog audit)
{
    /// <param name="actor">Who.</param>
    /// <param name="codes">The codes of all reasons, each once, in the order wanted.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Result<IReadOnlyList<PauseReason>>> HandleAsync(Actor actor, IReadOnlyList<int> codes, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageAgents) is { } forbidden)
            return forbidden;
        var known = await reasons.AllAsync(cancellationToken);
        if (!known.Select(r => r.Code).Order().SequenceEqual(codes.Order()))
            return new Refusal("pause-order-incomplete", "An order names every reason of the list once; the list was changed meanwhile.", "codes", RefusalKind.Conflict);
        await using (var db = database.Connect())
        {
            await using var together = await db.BeginTransactionAsync(cancellationToken);
            foreach (var (code, i) in codes.Select((code, i) => (code, i)))
                await db.GetTable<PauseReasonRow>().Where(r => r.Code == code).Set(r => r.Place, i + 1).UpdateAsync(cancellationToken);
            await together.CommitAsync(cancellationToken);
        }

        reasons.Forget();
        await audit.WriteAsync(actor, "pause-reason.order", "pause reasons", string.Join(", ", codes), cancellationToken);
        return Result.Of(await reasons.AllAsync(cancellationToken));
    }
}
