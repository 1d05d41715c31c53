using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace SipRing.Server.Access;

/// <summary>Signs the person of an open page out when the password or role was changed, or the user removed.</summary>
internal sealed class OpenPageCheck(ILoggerFactory loggers, StillAllowed allowed) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => StillAllowed.Interval;

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState state, CancellationToken cancellationToken) =>
        allowed.IsAsync(state.User, cancellationToken);
}
