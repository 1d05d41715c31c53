using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Versions;

namespace SipRing.CallCenter.Queues;

/// <summary>Creates a queue or replaces it; returns when Asterisk knows it.</summary>
public sealed class SaveQueue(PbxChanges changes, Memberships memberships, IAuditLog audit)
{
    /// <summary>The values that every queue has: what is null gets its default, and so does everything else.</summary>
    public sealed record Request
    {
        public required string Number { get; init; }
        public required string Name { get; init; }
        public string? Strategy { get; init; }
        public int? RingSeconds { get; init; }
        public int? RetrySeconds { get; init; }
        public int? WrapUpSeconds { get; init; }
        public int? TimeoutSeconds { get; init; }
        public int? MaxLength { get; init; }
        public int? ServiceLevelSeconds { get; init; }
    }

    public sealed record Saved(CallQueue Queue, bool Created);

    public async Task<Result<Saved>> HandleAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManagePbx) is { } forbidden)
            return forbidden;
        var read = Read(request);
        return read.Succeeded ? await HandleAsync(actor, read.Value, onlyNew: false, cancellationToken) : read.Refusal;
    }

    /// <param name="onlyNew">The queue must not be there yet: whoever adds one does not want to overwrite another.</param>
    public async Task<Result<Saved>> HandleAsync(Actor actor, CallQueue queue, bool onlyNew, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManagePbx) is { } forbidden)
            return forbidden;
        var outcome = await changes.ApplyAsync(new(actor, before => Change(before, queue, onlyNew)));
        var created = outcome.Applied is { } applied && !applied.Before.Queues.Contains(queue.Number);
        if (outcome.Applied?.Version is not null)
            await audit.WriteAsync(actor, created ? "queue.create" : "queue.change", $"queue {queue.Number}", Describe(queue), cancellationToken);
        if (outcome.Refusal is { } refusal)
            return refusal;
        var before = outcome.Applied!.Before.Queues[queue.Number];
        if (before is not null && !before.Penalties.SequenceEqual(queue.Penalties) && (await memberships.SetPenaltiesAsync(queue.Number)).Refusal is { } notSet)
            return notSet;
        return new Saved(queue, created);
    }

    /// <summary>What saving would change in Asterisk's files.</summary>
    public async Task<Result<PbxPreview>> PreviewAsync(Actor actor, CallQueue queue, bool onlyNew, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManagePbx) is { } forbidden)
            return forbidden;
        return await changes.PreviewAsync(new(actor, before => Change(before, queue, onlyNew)), cancellationToken);
    }

    private static Result<PbxConfiguration> Change(PbxConfiguration before, CallQueue queue, bool onlyNew)
    {
        if (QueueRules.Check(queue) is { } invalid)
            return invalid;
        if (onlyNew && before.Queues.Contains(queue.Number))
            return new Refusal("number-taken", $"{queue.Number} is the number of a queue already.", "number", RefusalKind.Conflict, queue.Number);
        if (before.Extensions.Contains(queue.Number))
            return new Refusal("number-taken", $"{queue.Number} is the number of an extension already.", "number", RefusalKind.Conflict, queue.Number);
        if (before.Queues.TryGet(queue.Number, out var known) && known.Strategy != QueueStrategy.Linear && queue.Strategy == QueueStrategy.Linear)
            return new Refusal("strategy-linear-late", "Asterisk gives the order 'linear' only to a new queue; delete this one and create it anew.", "strategy", RefusalKind.Conflict);
        return before with { Queues = before.Queues.With(queue) };
    }

    private static Result<CallQueue> Read(Request request)
    {
        var defaults = new CallQueue { Number = request.Number, Name = request.Name };
        var strategy = request.Strategy is { } named ? QueueStrategies.Read(named) : defaults.Strategy;
        if (!strategy.Succeeded)
            return strategy.Refusal;
        return defaults with
        {
            Strategy = strategy.Value,
            RingSeconds = request.RingSeconds ?? defaults.RingSeconds,
            RetrySeconds = request.RetrySeconds ?? defaults.RetrySeconds,
            WrapUpSeconds = request.WrapUpSeconds ?? defaults.WrapUpSeconds,
            TimeoutSeconds = request.TimeoutSeconds ?? defaults.TimeoutSeconds,
            MaxLength = request.MaxLength ?? defaults.MaxLength,
            ServiceLevelSeconds = request.ServiceLevelSeconds ?? defaults.ServiceLevelSeconds,
        };
    }

    private static string Describe(CallQueue queue) => FormattableString.Invariant(
        $"name {queue.Name}, {queue.Strategy.ToAsterisk()}, ring {queue.RingSeconds} s, retry {queue.RetrySeconds} s, wrap-up {queue.WrapUpSeconds} s, longest wait {queue.TimeoutSeconds} s, length {queue.MaxLength}, service level {queue.ServiceLevelSeconds} s");
}
