using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Pbx;

/// <summary>One extension. The secret of a phone is never told.</summary>
public sealed class GetExtension(PbxDirectory directory)
{
    public async Task<Result<Extension>> HandleAsync(Actor actor, string number, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.SeeFloor) is { } forbidden)
            return forbidden;
        return (await directory.CurrentAsync(cancellationToken)).Extensions.TryGet(number, out var extension) ? extension : Unknown(number);
    }

    internal static Refusal Unknown(string number) => new("extension-unknown", $"There is no extension {number}.", "number", RefusalKind.NotFound, number);
}
