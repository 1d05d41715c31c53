using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx;

namespace SipRing.CallCenter.Queues;

/// <summary>Creates a queue or replaces it; returns when Asterisk knows it.</summary>
public sealed class SaveQueue(PbxChanges changes, IAuditLog audit)
{
    /// <summary>The whole queue: what is null gets its default.</summary>
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
        if (!read.Succeeded)
            return read.Refusal;
        var queue = read.Value;

        var outcome = await changes.ApplyAsync(new(actor, before => Change(before, queue)));
        var created = outcome.Applied is { } applied && !applied.Before.Queues.Contains(queue.Number);
        if (outcome.Applied?.Version is not null)
            await audit.WriteAsync(actor, created ? "queue.create" : "queue.change", $"queue {queue.Number}", Describe(queue), cancellationToken);
        return outcome.Refusal is { } refusal ? refusal : new Saved(queue, created);
    }

    private static Result<PbxConfiguration> Change(PbxConfiguration before, CallQueue queue)
    {
        if (before.Extensions.Contains(queue.Number))
            return new Refusal("number-taken", $"{queue.Number} is the number of an extension already.", "number", RefusalKind.Conflict, queue.Number);
        if (before.Queues.TryGet(queue.Number, out var known) && known.Strategy != QueueStrategy.Linear && queue.Strategy == QueueStrategy.Linear)
            return new Refusal("strategy-linear-late", "Asterisk gives the order 'linear' only to a new queue; delete this one and create it anew.", "strategy", RefusalKind.Conflict);
        return before with { Queues = before.Queues.With(queue) };
    }

    private static Result<CallQueue> Read(Request request)
    {
        var defaults = new CallQueue { Number = request.Number, Name = request.Name };
        var strategy = request.Strategy is { } named ? QueueStrategies.TryParse(named) : defaults.Strategy;
        if (strategy is null)
            return new Refusal("strategy-unknown", $"There is no strategy '{request.Strategy}'; use one of {string.Join(", ", QueueStrategies.Names)}.", "strategy", RefusalKind.Invalid, request.Strategy!, string.Join(", ", QueueStrategies.Names));
        var queue = defaults with
        {
            Strategy = strategy.Value,
            RingSeconds = request.RingSeconds ?? defaults.RingSeconds,
            RetrySeconds = request.RetrySeconds ?? defaults.RetrySeconds,
            WrapUpSeconds = request.WrapUpSeconds ?? defaults.WrapUpSeconds,
            TimeoutSeconds = request.TimeoutSeconds ?? defaults.TimeoutSeconds,
            MaxLength = request.MaxLength ?? defaults.MaxLength,
            ServiceLevelSeconds = request.ServiceLevelSeconds ?? defaults.ServiceLevelSeconds,
        };
        return QueueRules.Check(queue) is { } invalid ? invalid : queue;
    }

    private static string Describe(CallQueue queue) => FormattableString.Invariant(
        $"name {queue.Name}, {queue.Strategy.ToAsterisk()}, ring {queue.RingSeconds} s, retry {queue.RetrySeconds} s, wrap-up {queue.WrapUpSeconds} s, longest wait {queue.TimeoutSeconds} s, length {queue.MaxLength}, service level {queue.ServiceLevelSeconds} s");
}
