using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Departments;

namespace SipRing.CallCenter.Pbx;

/// <summary>One extension. The secret of a phone is never told.</summary>
public sealed class GetExtension(PbxDirectory directory, Reaches reaches)
{
    public async Task<Result<Extension>> HandleAsync(Actor actor, string number, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.SeeFloor) is { } forbidden)
            return forbidden;
        if (!(await reaches.OfAsync(actor, cancellationToken)).HasExtension(number))
            return Unknown(number);
        return (await directory.CurrentAsync(cancellationToken)).Extensions.TryGet(number, out var extension) ? extension : Unknown(number);
    }

    internal static Refusal Unknown(string number) => new("extension-unknown", $"There is no extension {number}.", "number", RefusalKind.NotFound, number);
}
