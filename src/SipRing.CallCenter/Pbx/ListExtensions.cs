using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Pbx;

/// <summary>Every extension, by number.</summary>
public sealed class ListExtensions(IPbxDirectory directory)
{
    public async Task<Result<IReadOnlyList<Extension>>> HandleAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.SeeFloor) is { } forbidden)
            return forbidden;
        return Result.Of(await directory.ExtensionsAsync(cancellationToken));
    }
}
