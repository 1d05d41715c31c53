using System.Globalization;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Departments;

namespace SipRing.CallCenter.Agents.WrapUps;

/// <summary>Makes the present wrap-up at a phone longer. A phone may do it for itself, and whoever is logged in there on his own page.</summary>
public sealed class ExtendWrapUp(WrapUps wrapUps, Memberships memberships, LiveReaches reaches, IAuditLog audit)
{
    public const int DefaultSeconds = 60;

    public async Task<Result<WrapUp>> HandleAsync(Actor actor, string extension, int seconds, CancellationToken cancellationToken)
    {
        if (await EndWrapUp.RefusedAsync(memberships, reaches, actor, extension, cancellationToken) is { } forbidden)
            return forbidden;
        if (seconds is < 1 or > WrapUp.MostSeconds)
            return new Refusal("wrap-up-seconds", $"A wrap-up is made longer by 1 to {WrapUp.MostSeconds} seconds.", "seconds", RefusalKind.Invalid, WrapUp.MostSeconds);
        var result = await wrapUps.ExtendAsync(extension, TimeSpan.FromSeconds(seconds));
        if (result.Succeeded)
        {
            var detail = string.Create(CultureInfo.InvariantCulture, $"agent {result.Value.AgentId} by {seconds} s");
            await audit.WriteAsync(actor, "wrap-up.extend", $"phone {extension}", detail, cancellationToken);
        }

        return result;
    }
}
