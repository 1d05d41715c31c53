using System.Runtime.CompilerServices;
using SipRing.CallCenter.Floor;

namespace SipRing.Server.Floor;

/// <summary>
/// One operator at one phone, over all the queues that he is in (or in one of them). Compared by value: a row is drawn again
/// only when something in it changed.
/// </summary>
public sealed record OperatorView
{
    // All open pages show the same snapshots: the first one counts for all.
    private static readonly ConditionalWeakTable<FloorSnapshot, IReadOnlyList<OperatorView>> s_all = [];

    public required string Extension { get; init; }
    public required string Name { get; init; }
    public int? AgentId { get; init; }
    public required MemberState State { get; init; }
    public required DateTimeOffset Since { get; init; }
    public string? PauseReason { get; init; }

    /// <summary>When the present pause reaches its limit, and when the present wrap-up ends by itself.</summary>
    public DateTimeOffset? PauseOverAt { get; init; }
    public DateTimeOffset? WrapUpUntil { get; init; }
    public string? Peer { get; init; }

    /// <summary>The name that came with the call.</summary>
    public string? PeerName { get; init; }

    /// <summary>The queue that the present call came from.</summary>
    public string? FromQueue { get; init; }

    /// <summary>Numbers of the queues, in order, for a person to read.</summary>
    public required string Queues { get; init; }
    public required int AnsweredToday { get; init; }

    /// <param name="snapshot">The whole picture.</param>
    /// <param name="queue">Only the operators of this queue, with their state and calls there; null for all.</param>
    public static IReadOnlyList<OperatorView> From(FloorSnapshot snapshot, string? queue) =>
        queue is null ? s_all.GetValue(snapshot, static whole => Of(whole, null)) : Of(snapshot, place => place == queue);

    /// <summary>Those of some queues, each once, with state and calls there; of all where none is named.</summary>
    public static IReadOnlyList<OperatorView> InQueues(FloorSnapshot snapshot, IReadOnlyCollection<string> queues) =>
        queues.Count == 0 ? From(snapshot, null) : Of(snapshot, queues.Contains);

    private static IReadOnlyList<OperatorView> Of(FloorSnapshot snapshot, Func<string, bool>? counts)
    {
        var memberships = snapshot.Queues.Values
            .SelectMany(place => place.Members, (place, member) => (Queue: place.Number, Member: member))
            .ToLookup(pair => pair.Member.Extension, StringComparer.Ordinal);
        return
        [
            .. memberships
                .Where(group => counts is null || group.Any(pair => counts(pair.Queue)))
                .Select(group => Merge(snapshot, [.. group.OrderBy(pair => pair.Queue, StringComparer.Ordinal)], counts)),
        ];
    }

    private static OperatorView Merge(FloorSnapshot snapshot, (string Queue, FloorMember Member)[] memberships, Func<string, bool>? counts)
    {
        var counted = counts is null ? memberships : [.. memberships.Where(pair => counts(pair.Queue))];
        var shown = counted.Select(pair => pair.Member).MinBy(member => Precedence(member.State))!;
        var phone = snapshot.Extensions.GetValueOrDefault(shown.Extension);
        return new()
        {
            Extension = shown.Extension,
            Name = shown.Name,
            AgentId = shown.AgentId,
            State = shown.State,
            Since = shown.Since,
            PauseReason = shown.PauseReason,
            PauseOverAt = shown.PauseOverAt,
            WrapUpUntil = shown.WrapUpUntil,
            Peer = shown.State is MemberState.Ringing or MemberState.Talking ? shown.Peer ?? phone?.Peer : null,
            PeerName = shown.State is MemberState.Ringing or MemberState.Talking ? phone?.PeerName : null,
            FromQueue = shown.State is MemberState.Ringing or MemberState.Talking ? phone?.Queue : null,
            Queues = string.Join(", ", memberships.Select(pair => pair.Queue)),
            AnsweredToday = counted.Sum(pair => pair.Member.AnsweredToday),
        };
    }

    /// <summary>What an operator does in one queue outweighs that he is idle or paused in another.</summary>
    public static int Precedence(MemberState state) => state switch
    {
        MemberState.Ringing => 0,
        MemberState.Talking => 1,
        MemberState.WrapUp => 2,
        MemberState.Free => 3,
        MemberState.Paused => 4,
        MemberState.Unreachable => 5,
    };
}
