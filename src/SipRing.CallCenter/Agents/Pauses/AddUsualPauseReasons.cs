using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Agents.Pauses;

/// <summary>The five reasons that most call centres begin with, into an empty list; they are changed like any other.</summary>
public sealed class AddUsualPauseReasons(PauseReasons reasons, SavePauseReason save)
{
    private static readonly PauseReason[] s_usual =
    [
        new() { Code = 1, NameRu = "Обед", NameEn = "Lunch", Paid = false, MinutesAtOnce = 60, MinutesADay = 60, Over = PauseOver.Notify },
        new() { Code = 2, NameRu = "Перерыв", NameEn = "Break", MinutesAtOnce = 15, MinutesADay = 45, Over = PauseOver.Notify },
        new() { Code = 3, NameRu = "Обучение", NameEn = "Training", For = PauseRight.Supervisor },
        new() { Code = 4, NameRu = "Совещание", NameEn = "Meeting", MinutesAtOnce = 60 },
        new() { Code = 5, NameRu = "Работа с заявками", NameEn = "Back office", MinutesAtOnce = 120 },
    ];

    public async Task<Result<IReadOnlyList<PauseReason>>> HandleAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageAgents) is { } forbidden)
            return forbidden;
        if ((await reasons.AllAsync(cancellationToken)).Count > 0)
            return new Refusal("pause-reasons-there", "The list has reasons already.", null, RefusalKind.Conflict);
        foreach (var reason in s_usual)
        {
            if ((await save.HandleAsync(actor, reason, cancellationToken)).Refusal is { } refusal)
                return refusal;
        }

        return Result.Of(await reasons.AllAsync(cancellationToken));
    }
}
