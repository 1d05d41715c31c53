using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.LostCallers;

/// <summary>Puts a caller back on the list, whether he was closed by hand or by a call that settled nothing. His time begins anew.</summary>
public sealed class ReopenLostCaller
{
    private readonly LostCallerActs _acts;

    internal ReopenLostCaller(LostCallerActs acts) => _acts = acts;

    public Task<Result<LostCaller>> HandleAsync(Actor actor, long id, CancellationToken cancellationToken) =>
        _acts.RunAsync(
            actor, id, "lost-caller.reopen", null,
            (row, now) => row.State switch
            {
                (int)LostCallerState.Open => (new Refusal("lost-caller-open", $"{row.Caller} is on the list.", null, RefusalKind.Conflict, row.Caller), null),
                (int)LostCallerState.Hidden => (new Refusal("lost-caller-hidden", "He hid his number: nobody can call him.", null, RefusalKind.Conflict), null),
                _ when !row.IsLast => (new Refusal("lost-caller-newer", $"{row.Caller} was lost again since; that entry counts.", null, RefusalKind.Conflict, row.Caller), null),
                _ => (null, LostCallerActs.Act(row, LostCallerActKind.Reopen, actor, now)),
            },
            cancellationToken);
}
