using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Access;

public static class Rights
{
    /// <summary>The refusal that a use case returns at once when the actor may not do this; null where he may.</summary>
    public static Refusal? Require(this Actor actor, Permission permission) =>
        actor.May(permission)
            ? null
            : new Refusal("forbidden", $"{actor.Name} may not do this: it needs the right {permission}.", null, RefusalKind.Forbidden, actor.Name, permission);
}
