using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Departments;

namespace SipRing.CallCenter.Pbx;

/// <summary>The extensions that somebody may see, by number.</summary>
public sealed class ListExtensions(IPbxDirectory directory, Reaches reaches)
{
    public async Task<Result<IReadOnlyList<Extension>>> HandleAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.SeeFloor) is { } forbidden)
            return forbidden;
        var reach = await reaches.OfAsync(actor, cancellationToken);
        var extensions = await directory.ExtensionsAsync(cancellationToken);
        return Result.Of(reach.IsEverybody ? extensions : [.. extensions.Where(e => reach.HasExtension(e.Number))]);
    }
}
