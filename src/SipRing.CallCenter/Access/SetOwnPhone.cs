using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Departments;

namespace SipRing.CallCenter.Access;

/// <summary>
/// A person says which phone is his: it rings when he listens to a call or calls by a click. Empty: none. Whoever names another's phone
/// gains nothing by it: that phone rings, and it dials with its own rights.
/// </summary>
public sealed class SetOwnPhone(UserSettings settings, IMemberPlaces places, LiveReaches reaches, IAuditLog audit)
{
    public async Task<Result<Done>> HandleAsync(Actor actor, int userId, string number, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.PlaceCalls) is { } forbidden)
            return forbidden;
        return await SetAsync(actor, userId, number, cancellationToken);
    }

    /// <summary>An administrator says it for somebody else.</summary>
    public async Task<Result<Done>> HandleAsync(Actor actor, User user, string number, CancellationToken cancellationToken) =>
        actor.Require(Permission.ManageUsers) is { } forbidden ? forbidden : await SetAsync(actor, user.Id, number, cancellationToken);

    private async Task<Result<Done>> SetAsync(Actor actor, int userId, string number, CancellationToken cancellationToken)
    {
        var trimmed = number.Trim();
        if ((await settings.GetAsync(userId, UserSettings.Phone, cancellationToken) ?? "") == trimmed)
            return default(Done);
        if (trimmed.Length > 0 && !await places.HasExtensionAsync(trimmed, cancellationToken))
            return new Refusal("extension-unknown", $"There is no extension {trimmed}.", "phone", RefusalKind.NotFound, trimmed);
        if (trimmed.Length > 0 && !(await reaches.OfAsync(actor, cancellationToken)).MayRing(trimmed))
            return Reach.OutsideExtension(trimmed, "phone");
        await settings.SetAsync(userId, UserSettings.Phone, trimmed, cancellationToken);
        await audit.WriteAsync(actor, "user.phone", $"user {userId}", trimmed.Length > 0 ? $"phone {trimmed}" : "no phone", cancellationToken);
        return default(Done);
    }
}
