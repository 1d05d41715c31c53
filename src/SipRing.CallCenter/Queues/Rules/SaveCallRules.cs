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
        if (wanted.CallBackMinutes is < 1 or > QueueCallRules.MostCallBackMinutes)
            return new Refusal("call-back-invalid", $"1 to {QueueCallRules.MostCallBackMinutes} minutes, or empty.", "callBackMinutes", RefusalKind.Invalid, QueueCallRules.MostCallBackMinutes);
        if (wanted.IgnoreSeconds is < 0 or > QueueCallRules.MostIgnoredSeconds)
            return new Refusal("ignore-invalid", $"0 to {QueueCallRules.MostIgnoredSeconds} seconds.", "ignoreSeconds", RefusalKind.Invalid, QueueCallRules.MostIgnoredSeconds);

        await using var db = database.Connect();
        await db.InsertOrReplaceAsync(CallRulesRow.Of(wanted), token: cancellationToken);
        rules.Forget();
        await audit.WriteAsync(actor, "queue.rules", $"queue {wanted.Queue}", Describe(wanted), cancellationToken);
        return wanted;
    }

    private static string Describe(QueueCallRules rules) => string.Create(
        CultureInfo.InvariantCulture,
        $"pause after {Text(rules.PauseAfterMisses)} misses, lost callers within {Text(rules.CallBackMinutes)} min, ignored below {rules.IgnoreSeconds} s");

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "no";
}
