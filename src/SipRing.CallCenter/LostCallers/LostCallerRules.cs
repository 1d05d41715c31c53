using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Departments;
using SipRing.CallCenter.Ledger;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.LostCallers;

/// <summary>The rule of every queue, the one for all others first.</summary>
public sealed class ListLostCallerRules(Database database, ILedgerNames names, Reaches reaches)
{
    /// <param name="Name">Of the queue; empty for the rule of all others.</param>
    /// <param name="IsOwn">It has a rule of its own.</param>
    public sealed record Item(LostCallerRule Rule, string Name, bool IsOwn);

    public async Task<Result<IReadOnlyList<Item>>> HandleAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.HandleLostCallers) is { } forbidden)
            return forbidden;
        var known = await names.ReadAsync(cancellationToken);
        var reach = await reaches.OfAsync(actor, cancellationToken);
        await using var db = database.Connect();
        var rules = await LostCallerStore.RulesAsync(db, cancellationToken);
        return Result.Of<IReadOnlyList<Item>>(
        [
            new(rules.Usual, "", true),
            .. known.Queues.Keys.Union(rules.Own.Keys).Where(reach.HasQueue).Order(StringComparer.Ordinal).Select(q => new Item(rules.Of(q), known.QueueName(q), rules.Own.ContainsKey(q))),
        ]);
    }
}

/// <summary>Sets the rule of a queue, or of all that have none; the whole list follows.</summary>
public sealed class SaveLostCallerRule
{
    private readonly LostCallerStore _store;
    private readonly LostCallerKeeper _keeper;
    private readonly ILedgerNames _names;
    private readonly IAuditLog _audit;

    internal SaveLostCallerRule(LostCallerStore store, LostCallerKeeper keeper, ILedgerNames names, IAuditLog audit) =>
        (_store, _keeper, _names, _audit) = (store, keeper, names, audit);

    public async Task<Result<LostCallerRule>> HandleAsync(Actor actor, LostCallerRule rule, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManagePbx) is { } forbidden)
            return forbidden;
        rule = rule with { Queue = rule.Queue.Trim(), Group = rule.Group.Trim() };
        if (rule.Check() is { } invalid)
            return invalid;
        if (rule.Queue.Length > 0 && !(await _names.ReadAsync(cancellationToken)).Queues.ContainsKey(rule.Queue))
            return new Refusal("queue-unknown", $"There is no queue {rule.Queue}.", "queue", RefusalKind.NotFound, rule.Queue);
        await _store.PutRuleAsync(rule.Queue, rule, cancellationToken);
        _keeper.Wake();
        await _audit.WriteAsync(
            actor, "lost-caller.rule", Target(rule.Queue),
            $"listed {rule.Listed}, within {rule.TargetMinutes} min, short below {rule.ShortSeconds} s {(rule.LeaveOutShort ? "left out" : "marked")}, reached from {rule.TalkSeconds} s of talk, group '{rule.Group}'",
            cancellationToken);
        return rule;
    }

    /// <summary>The queue goes by the rule of all others again.</summary>
    public async Task<Result<Done>> RemoveAsync(Actor actor, string queue, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManagePbx) is { } forbidden)
            return forbidden;
        await _store.PutRuleAsync(queue, null, cancellationToken);
        _keeper.Wake();
        await _audit.WriteAsync(actor, "lost-caller.rule", Target(queue), "as all others", cancellationToken);
        return default(Done);
    }

    private static string Target(string queue) => queue.Length == 0 ? "all queues" : $"queue {queue}";
}
