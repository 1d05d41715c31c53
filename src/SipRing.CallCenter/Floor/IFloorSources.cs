namespace SipRing.CallCenter.Floor;

/// <summary>What the floor takes from other features: names and limits that Asterisk does not know.</summary>
/// <remarks>Implemented by Pbx and Agents; a change raises <see cref="Changed"/> and the floor reads again.</remarks>
public interface IFloorDirectory
{
    Task<FloorDirectory> ReadAsync(CancellationToken cancellationToken);

    event Action? Changed;
}

/// <param name="Extensions">Number to name.</param>
/// <param name="Queues">Number to name and service level.</param>
/// <param name="Members">Who is logged in where, by SipRing's own table.</param>
public sealed record FloorDirectory(
    IReadOnlyDictionary<string, string> Extensions,
    IReadOnlyDictionary<string, FloorDirectoryQueue> Queues,
    IReadOnlyList<FloorDirectoryMember> Members);

/// <param name="WrapUpSeconds">What Asterisk itself holds calls back for; the rest is SipRing's own. Asterisk does not tell a queue's wrap-up time on the manager interface, only a member's own.</param>
public sealed record FloorDirectoryQueue(string Name, int ServiceLevelSeconds, int WrapUpSeconds = 0);

/// <param name="WrapUpSince">While a wrap-up goes on: since when.</param>
/// <param name="WrapUpUntil">And until when.</param>
/// <param name="PauseOverAt">When the present pause reaches its limit.</param>
public sealed record FloorDirectoryMember(
    string Queue, string Extension, int AgentId, string AgentName, DateTimeOffset LoggedInAt,
    DateTimeOffset? WrapUpSince = null, DateTimeOffset? WrapUpUntil = null, DateTimeOffset? PauseOverAt = null);

/// <summary>Today's figures from the ledger, in the call centre's time zone; the day changes by itself at its midnight.</summary>
public interface IFloorFigures
{
    Task<FloorFigures> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Raised after each ledger transaction that changed a figure, and at midnight.</summary>
    event Action? Changed;
}

public sealed record FloorFigures(
    IReadOnlyDictionary<string, QueueToday> Queues,
    IReadOnlyDictionary<(string Queue, int AgentId), int> AnsweredByAgent);

public sealed record QueueToday(int Answered, int Lost, int AnsweredInTime);
