using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using SipRing.CallCenter.Access;

namespace SipRing.Server.Access;

/// <summary>A page that stays open for days sends no request that would check its cookie; its person is checked here.</summary>
internal sealed class OpenPageCheck(ILoggerFactory loggers, Sessions sessions) : RevalidatingServerAuthenticationStateProvider(loggers)
{
    protected override TimeSpan RevalidationInterval => TimeSpan.FromSeconds(30);

    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState state, CancellationToken cancellationToken) =>
        state.User.UserId() is { } id && state.User.Stamp() is { } stamp && await sessions.IsCurrentAsync(id, stamp, cancellationToken);
}
