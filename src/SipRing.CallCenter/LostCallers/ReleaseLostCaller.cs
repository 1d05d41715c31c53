using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.LostCallers;

/// <summary>Gives a caller back to all, whoever was on it: that person may have gone home.</summary>
public sealed class ReleaseLostCaller
{
    private readonly LostCallerActs _acts;

    internal ReleaseLostCaller(LostCallerActs acts) => _acts = acts;

    public Task<Result<LostCaller>> HandleAsync(Actor actor, long id, CancellationToken cancellationToken) =>
        _acts.RunAsync(
            actor, id, "lost-caller.release", null,
            (row, now) => LostCallerActs.MustBeOpen(row) is { } closed ? (closed, null)
                : row.TakenBy is null ? (new Refusal("lost-caller-not-taken", $"Nobody is on {row.Caller}.", null, RefusalKind.Conflict, row.Caller), null)
                : (null, LostCallerActs.Act(row, LostCallerActKind.Release, actor, now)),
            cancellationToken);
}
