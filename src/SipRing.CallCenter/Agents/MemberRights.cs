using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Agents;

internal static class MemberRights
{
    /// <summary>
    /// Whoever is logged in at a phone is moved by a supervisor, by the phone itself, and by that operator on his own page: the
    /// refusal for everybody else.
    /// </summary>
    public static async Task<Refusal?> RequireAsync(this Memberships memberships, Actor actor, string extension, CancellationToken cancellationToken)
    {
        if (actor.Kind == ActorKind.Phone && string.Equals(actor.Name, extension, StringComparison.Ordinal))
            return null;
        if (actor.AgentId is { } own && actor.IsAgent(own) && (await memberships.ListAsync(cancellationToken)).Any(m => m.Extension == extension && m.AgentId == own))
            return null;
        return actor.Require(Permission.ManageMembers);
    }
}
