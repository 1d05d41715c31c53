using Microsoft.AspNetCore.Authorization;
using SipRing.CallCenter.Access;

namespace SipRing.Server.Access;

/// <summary>Authorization policies: one per permission, by its name, and what holds where none is named.</summary>
public static class Policies
{
    /// <summary>For the page and the route that change one's own password: the only ones open before the first change.</summary>
    public const string OwnPassword = "OwnPassword";

    public static void Configure(AuthorizationOptions options)
    {
        // Deny by default: a page or a route that says nothing is open to people with a role only, never to strangers,
        // nor to those who still have somebody else's password.
        var signedIn = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireAssertion(context => context.User.ToActor() is { Role: not null }).Build();
        options.DefaultPolicy = signedIn;
        options.FallbackPolicy = signedIn;
        options.AddPolicy(OwnPassword, policy => policy.RequireAuthenticatedUser().RequireAssertion(context => context.User.UserId() is not null));
        foreach (var permission in Enum.GetValues<Permission>())
            options.AddPolicy(permission.ToString(), policy => policy.RequireAuthenticatedUser().RequireAssertion(context => context.User.ToActor() is { } actor && actor.May(permission)));
    }
}
