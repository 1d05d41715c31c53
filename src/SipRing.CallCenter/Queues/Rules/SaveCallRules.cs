using System.Globalization;
using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Queues.Rules;

/// <summary>Gives a queue its rules.</summary>
public sealed class SaveCallRules(Database database, CallRules rules, IMemberPlaces places, IAuditLog audit)
{
    public async Task<Result<QueueCallRules>> HandleAsync(Actor actor, QueueCallRules wanted, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManagePbx) is { } forbidden)
            return forbidden;
        if (!await places.HasQueueAsync(wanted.Queue, cancellationToken))
            return LogInAgent.NoSuchQueue(wanted.Queue);
        if (wanted.PauseAfterMisses is < 1 or > QueueCallRules.MostMisses)
            return new Refusal("misses-invalid", $"1 to {QueueCallRules.MostMisses} missed calls, or empty.", "pauseAfterMisses", RefusalKind.Invalid, QueueCallRules.MostMisses);

        await using var db = database.Connect();
        await db.InsertOrReplaceAsync(CallRulesRow.Of(wanted), token: cancellationToken);
        rules.Forget();
        await audit.WriteAsync(actor, "queue.rules", $"queue {wanted.Queue}", wanted.PauseAfterMisses is { } misses ? string.Create(CultureInfo.InvariantCulture, $"pause after {misses} misses") : "no pause after misses", cancellationToken);
        return wanted;
    }
}
