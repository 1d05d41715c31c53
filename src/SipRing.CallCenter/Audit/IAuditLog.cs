using SipRing.CallCenter.Access;

namespace SipRing.CallCenter.Audit;

/// <summary>Who did what, when, to what, and how it ended. Every administrative act and every refused attempt goes here.</summary>
public interface IAuditLog
{
    /// <param name="actor">Who.</param>
    /// <param name="action">A stable verb, "agent.create", "member.login-refused".</param>
    /// <param name="target">What it was done to, "agent 7", "queue 450"; never a secret.</param>
    /// <param name="detail">What changed, for a person to read; never a secret or a PIN.</param>
    Task WriteAsync(Actor actor, string action, string target, string? detail, CancellationToken cancellationToken);
}
