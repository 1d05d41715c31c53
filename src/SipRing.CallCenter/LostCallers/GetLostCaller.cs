using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.LostCallers;

/// <summary>One lost caller with everything that happened to him.</summary>
public sealed class GetLostCaller
{
    private readonly LostCallerQuery _query;

    internal GetLostCaller(LostCallerQuery query) => _query = query;

    public sealed record Story(LostCaller Caller, IReadOnlyList<LostCallerStep> Steps);

    public async Task<Result<Story>> HandleAsync(Actor actor, long id, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.HandleLostCallers) is { } forbidden)
            return forbidden;
        return await _query.FindAsync(id, cancellationToken) is { } caller ? new Story(caller, await _query.StepsAsync(caller, cancellationToken)) : LostCaller.Unknown(id);
    }
}
