namespace SipRing.CallCenter.Agents;

/// <summary>An operator as the people who keep operators see him.</summary>
/// <param name="Agent">Who.</param>
/// <param name="CreatedAt">Since when he is known.</param>
/// <param name="DismissedAt">Null: he works here.</param>
/// <param name="Login">His login to the pages; null where he never had one.</param>
/// <param name="Members">Where he is logged in now.</param>
public sealed record AgentCard(Agent Agent, DateTimeOffset CreatedAt, DateTimeOffset? DismissedAt, WebLogin? Login, IReadOnlyList<Member> Members);

/// <param name="MustChange">The one-time password was not used yet.</param>
public sealed record WebLogin(string Name, bool MustChange, bool Disabled, DateTimeOffset? SignedInAt);
