using System.Globalization;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.LostCallers;

/// <summary>"I am on it": others see who, until it is given back or its time is over.</summary>
public sealed class TakeLostCaller
{
    public const int UsualMinutes = 15;
    public const int MostMinutes = 8 * 60;
    private readonly LostCallerActs _acts;

    internal TakeLostCaller(LostCallerActs acts) => _acts = acts;

    /// <param name="minutes">For so long; 15 if null.</param>
    public async Task<Result<LostCaller>> HandleAsync(Actor actor, long id, int? minutes, CancellationToken cancellationToken)
    {
        if (minutes is < 1 or > MostMinutes)
            return new Refusal("lost-caller-minutes-invalid", $"A caller is taken for 1 to {MostMinutes} minutes.", "minutes", RefusalKind.Invalid, MostMinutes);
        var until = minutes ?? UsualMinutes;
        return await _acts.RunAsync(actor, id, "lost-caller.take", string.Create(CultureInfo.InvariantCulture, $"for {until} min"), Judge, cancellationToken);

        (Refusal?, LostCallerActRow?) Judge(LostCallerRow row, long now)
        {
            if (LostCallerActs.MustBeOpen(row) is { } closed)
                return (closed, null);
            // Whoever has it may have it longer.
            if (row.TakenBy is { } other && row.TakenUntil > now && !string.Equals(other, actor.Name, StringComparison.Ordinal))
                return (new("lost-caller-taken", $"{other} is on it already.", null, RefusalKind.Conflict, other), null);
            return (null, LostCallerActs.Act(row, LostCallerActKind.Take, actor, now) with { Until = now + (until * 60_000L) });
        }
    }
}
