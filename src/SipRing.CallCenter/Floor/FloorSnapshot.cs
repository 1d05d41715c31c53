using System.Collections.Immutable;

namespace SipRing.CallCenter.Floor;

/// <summary>How fresh the floor is. Anything but Live means: what is shown is what was known at <see cref="FloorLink.Since"/>.</summary>
public enum LinkState
{
    /// <summary>Never connected yet.</summary>
    Starting,

    /// <summary>Connected and complete.</summary>
    Live,

    /// <summary>Asterisk cannot be reached; the last known picture is kept.</summary>
    Stale,
}

public sealed record FloorLink(LinkState State, DateTimeOffset Since, string? Reason);

public enum ExtensionState
{
    Idle,
    Ringing,
    Talking,

    /// <summary>No phone is registered, or it does not answer.</summary>
    Unreachable,
}

/// <summary>One extension: a phone with its number.</summary>
public sealed record FloorExtension
{
    public required string Number { get; init; }
    public required string Name { get; init; }
    public required ExtensionState State { get; init; }
    public required DateTimeOffset Since { get; init; }

    /// <summary>Number of the other side while ringing or talking.</summary>
    public string? Peer { get; init; }
    public string? PeerName { get; init; }

    /// <summary>The queue that the present call came from.</summary>
    public string? Queue { get; init; }
    public string? CallId { get; init; }

    /// <summary>Who sits at the phone, if somebody logged in there.</summary>
    public int? AgentId { get; init; }
    public string? AgentName { get; init; }
}

public enum MemberState
{
    Free,
    Ringing,
    Talking,
    WrapUp,
    Paused,
    Unreachable,
}

/// <summary>One operator in one queue, at one phone.</summary>
public sealed record FloorMember
{
    public required string Extension { get; init; }
    public int? AgentId { get; init; }
    public required string Name { get; init; }
    public required MemberState State { get; init; }
    public required DateTimeOffset Since { get; init; }
    public bool Paused { get; init; }
    public string? PauseReason { get; init; }

    /// <summary>When the present pause reaches its limit, if it has one.</summary>
    public DateTimeOffset? PauseOverAt { get; init; }

    /// <summary>When the present wrap-up ends by itself.</summary>
    public DateTimeOffset? WrapUpUntil { get; init; }
    public DateTimeOffset? LoggedInAt { get; init; }

    /// <summary>Number of the caller while ringing or talking, whatever queue the call came from.</summary>
    public string? Peer { get; init; }

    /// <summary>Calls answered today in this queue, from the ledger.</summary>
    public int AnsweredToday { get; init; }
}

public sealed record FloorWaiting(string CallId, string Caller, string? CallerName, DateTimeOffset EnteredAt, int Position);

public sealed record FloorQueue
{
    public required string Number { get; init; }
    public required string Name { get; init; }
    public required int ServiceLevelSeconds { get; init; }
    public ImmutableList<FloorWaiting> Waiting { get; init; } = [];
    public ImmutableList<FloorMember> Members { get; init; } = [];

    /// <summary>Today in the call centre's time zone, from the ledger.</summary>
    public int AnsweredToday { get; init; }
    public int LostToday { get; init; }

    /// <summary>Answered within the service level, of all answered and lost today; null while there was no call.</summary>
    public double? ServicePercent { get; init; }
}

public enum CallState
{
    Dialling,
    Waiting,
    Ringing,
    Talking,
}

/// <summary>One call that is going on, from the channel that began it.</summary>
public sealed record FloorCall
{
    public required string CallId { get; init; }
    public required string From { get; init; }
    public string? FromName { get; init; }
    public string? To { get; init; }
    public string? Queue { get; init; }

    /// <summary>The extension that is ringing or talking.</summary>
    public string? Extension { get; init; }
    public required CallState State { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required DateTimeOffset Since { get; init; }
}

/// <summary>Everything that goes on, as of one moment. Immutable: unchanged parts are the same objects as in the snapshot before.</summary>
public sealed record FloorSnapshot
{
    public required long Version { get; init; }
    public required DateTimeOffset At { get; init; }
    public required FloorLink Link { get; init; }
    public ImmutableSortedDictionary<string, FloorExtension> Extensions { get; init; } = ImmutableSortedDictionary.Create<string, FloorExtension>(StringComparer.Ordinal);
    public ImmutableSortedDictionary<string, FloorQueue> Queues { get; init; } = ImmutableSortedDictionary.Create<string, FloorQueue>(StringComparer.Ordinal);
    public ImmutableSortedDictionary<string, FloorCall> Calls { get; init; } = ImmutableSortedDictionary.Create<string, FloorCall>(StringComparer.Ordinal);
}

/// <summary>What changed from one version to a later one: whole new objects, and the keys of those that are gone.</summary>
public sealed record FloorDelta
{
    public required long FromVersion { get; init; }
    public required long Version { get; init; }
    public required DateTimeOffset At { get; init; }
    public FloorLink? Link { get; init; }
    public ImmutableList<FloorExtension> Extensions { get; init; } = [];
    public ImmutableList<FloorQueue> Queues { get; init; } = [];
    public ImmutableList<FloorCall> Calls { get; init; } = [];
    public ImmutableList<string> RemovedExtensions { get; init; } = [];
    public ImmutableList<string> RemovedQueues { get; init; } = [];
    public ImmutableList<string> RemovedCalls { get; init; } = [];
}

/// <summary>The live picture, as pages and the API see it. Rights are checked by whoever hands it to a person.</summary>
public interface IFloor
{
    FloorSnapshot Current { get; }

    /// <summary>
    /// Yields the snapshot first (as the only item with <see cref="FloorUpdate.Snapshot"/> set), then deltas that follow it
    /// without a gap, coalesced to at most one per <paramref name="minimumInterval"/>. A reader that is slow gets fewer,
    /// larger deltas, never a gap.
    /// </summary>
    IAsyncEnumerable<FloorUpdate> WatchAsync(TimeSpan minimumInterval, CancellationToken cancellationToken);
}

/// <summary>Either the first snapshot or a delta; <paramref name="Current"/> is always the whole picture after it.</summary>
public sealed record FloorUpdate(FloorSnapshot Current, FloorSnapshot? Snapshot, FloorDelta? Delta);
