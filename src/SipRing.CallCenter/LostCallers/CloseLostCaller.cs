using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.LostCallers;

/// <summary>Takes a caller from the list by hand, with a reason. Should he be lost again, that is a new entry.</summary>
public sealed class CloseLostCaller
{
    private readonly LostCallerActs _acts;

    internal CloseLostCaller(LostCallerActs acts) => _acts = acts;

    /// <param name="Reason">One of those by hand.</param>
    /// <param name="Note">What there is to say; needed where the reason is <see cref="LostCallerEnd.Other"/>.</param>
    /// <param name="SeenAt">The last lost call that the person saw; where he called again since, nothing is closed.</param>
    public sealed record Request(LostCallerEnd Reason, string? Note = null, DateTimeOffset? SeenAt = null);

    public async Task<Result<LostCaller>> HandleAsync(Actor actor, long id, Request request, CancellationToken cancellationToken)
    {
        if (request.Reason < LostCallerEnd.ReachedOtherwise || !Enum.IsDefined(request.Reason))
            return new Refusal("lost-caller-reason-invalid", "That is no reason to close it by hand.", "reason");
        var note = LostCallerActs.CheckNote(request.Note, needed: request.Reason == LostCallerEnd.Other);
        if (!note.Succeeded)
            return note.Refusal;
        return await _acts.RunAsync(actor, id, "lost-caller.close", $"{request.Reason}{(note.Value.Length > 0 ? ": " + note.Value : "")}", Judge, cancellationToken);

        (Refusal?, LostCallerActRow?) Judge(LostCallerRow row, long now)
        {
            if (LostCallerActs.MustBeOpen(row) is { } closed)
                return (closed, null);
            if (request.SeenAt is { } seen && row.LastAt > seen.ToUnixTimeMilliseconds())
                return (new("lost-caller-called-again", $"{row.Caller} called again and was lost once more; look again.", null, RefusalKind.Conflict, row.Caller), null);
            return (null, LostCallerActs.Act(row, LostCallerActKind.Close, actor, now) with { End = (int)request.Reason, Note = note.Value is { Length: > 0 } text ? text : null });
        }
    }
}
