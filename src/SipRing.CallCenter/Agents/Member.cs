namespace SipRing.CallCenter.Agents;

/// <summary>An agent who is logged in to a queue at a phone.</summary>
/// <param name="Reason">Why the member is paused, as queue_log has it.</param>
/// <param name="PausedAt">Since when.</param>
public sealed record Member(
    string Queue, string Extension, int AgentId, string Name, DateTimeOffset LoggedInAt, bool Paused, string? Reason, DateTimeOffset? PausedAt = null);

/// <summary>How far a membership has come in Asterisk; the two steps between survive a crash, and the next comparison ends them.</summary>
internal enum MembershipState
{
    /// <summary>The LOGIN line may be written, the member may be added.</summary>
    Adding,

    /// <summary>Asterisk said that the member is there.</summary>
    In,

    /// <summary>The member may be removed, the LOGOUT line may be missing.</summary>
    Removing,
}
