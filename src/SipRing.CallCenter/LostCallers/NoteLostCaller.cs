using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.LostCallers;

/// <summary>Leaves a note for whoever takes the caller next; an empty one takes it away.</summary>
public sealed class NoteLostCaller
{
    private readonly LostCallerActs _acts;

    internal NoteLostCaller(LostCallerActs acts) => _acts = acts;

    public async Task<Result<LostCaller>> HandleAsync(Actor actor, long id, string? note, CancellationToken cancellationToken)
    {
        var text = LostCallerActs.CheckNote(note, needed: false);
        if (!text.Succeeded)
            return text.Refusal;
        return await _acts.RunAsync(
            actor, id, "lost-caller.note", text.Value,
            (row, now) => row.IsLast
                ? (null, LostCallerActs.Act(row, LostCallerActKind.Note, actor, now) with { Note = text.Value is { Length: > 0 } some ? some : null })
                : (new Refusal("lost-caller-newer", $"{row.Caller} was lost again since; that entry counts.", null, RefusalKind.Conflict, row.Caller), null),
            cancellationToken);
    }
}
