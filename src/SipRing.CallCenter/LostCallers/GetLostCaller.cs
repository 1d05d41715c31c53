using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Departments;

namespace SipRing.CallCenter.LostCallers;

/// <summary>One lost caller with everything that happened to him.</summary>
public sealed class GetLostCaller
{
    private readonly LostCallerQuery _query;
    private readonly Reaches _reaches;

    internal GetLostCaller(LostCallerQuery query, Reaches reaches) => (_query, _reaches) = (query, reaches);

    public sealed record Story(LostCaller Caller, IReadOnlyList<LostCallerStep> Steps);

    public async Task<Result<Story>> HandleAsync(Actor actor, long id, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.HandleLostCallers) is { } forbidden)
            return forbidden;
        var reach = await _reaches.OfAsync(actor, cancellationToken);
        return await _query.FindAsync(id, cancellationToken) is { } caller && reach.HasQueue(caller.Queue)
            ? new Story(caller.Within(reach), [.. (await _query.StepsAsync(caller, cancellationToken)).Select(s => s.Within(reach))])
            : LostCaller.Unknown(id);
    }
}
