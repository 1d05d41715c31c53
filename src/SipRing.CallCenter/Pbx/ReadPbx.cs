using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Pbx;

/// <summary>The configuration of the own Asterisk as one value, for pages and programs that manage it. Its secrets are not told.</summary>
public sealed class ReadPbx(PbxDirectory directory)
{
    public async Task<Result<PbxConfiguration>> HandleAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManagePbx) is { } forbidden)
            return forbidden;
        return (await directory.CurrentAsync(cancellationToken)) with { Secrets = PbxItems<PbxSecret>.None };
    }
}
