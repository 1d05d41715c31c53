using System.Globalization;
using System.Security.Claims;
using SipRing.CallCenter.Access;

namespace SipRing.Server.Access;

/// <summary>Between what a cookie or token says (claims) and what use cases take (an <see cref="Actor"/>).</summary>
public static class Principals
{
    private const string KindClaim = "sipring:kind";
    private const string StampClaim = "sipring:stamp";
    private const string AgentClaim = "sipring:agent";
    private const string MustChangeClaim = "sipring:must-change";

    public static ClaimsPrincipal Of(User user)
    {
        var identity = Identity(ActorKind.User, user.Name, AccessSchemes.Cookie);
        identity.AddClaim(new(ClaimTypes.NameIdentifier, user.Id.ToString(CultureInfo.InvariantCulture)));
        identity.AddClaim(new(StampClaim, user.Stamp));

        // Without a role no policy and no use case lets the person through, whatever page forgets to ask.
        if (user.MustChange)
            identity.AddClaim(new(MustChangeClaim, "true"));
        else
            identity.AddClaim(new(ClaimTypes.Role, user.Role.ToString()));
        if (user.AgentId is { } agent)
            identity.AddClaim(new(AgentClaim, agent.ToString(CultureInfo.InvariantCulture)));
        return new(identity);
    }

    public static ClaimsPrincipal Of(ApiToken token)
    {
        var identity = Identity(ActorKind.Token, token.Name, AccessSchemes.Bearer);
        identity.AddClaim(new(ClaimTypes.Role, token.Role.ToString()));
        return new(identity);
    }

    /// <summary>Who this is for a use case; null for a stranger.</summary>
    public static Actor? ToActor(this ClaimsPrincipal principal) =>
        principal.Identity is { IsAuthenticated: true, Name: { } name } && Enum.TryParse<ActorKind>(principal.FindFirstValue(KindClaim), out var kind)
            ? new(kind, name, Enum.TryParse<Role>(principal.FindFirstValue(ClaimTypes.Role), out var role) ? role : null)
            {
                AgentId = int.TryParse(principal.FindFirstValue(AgentClaim), CultureInfo.InvariantCulture, out var agent) ? agent : null,
            }
            : null;

    /// <summary>The person's id; null for a program or a stranger.</summary>
    public static int? UserId(this ClaimsPrincipal principal) =>
        int.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>The person must choose a password before anything else.</summary>
    public static bool MustChangePassword(this ClaimsPrincipal principal) => principal.HasClaim(MustChangeClaim, "true");

    internal static string? Stamp(this ClaimsPrincipal principal) => principal.FindFirstValue(StampClaim);

    private static ClaimsIdentity Identity(ActorKind kind, string name, string scheme) =>
        new([new(ClaimTypes.Name, name), new(KindClaim, kind.ToString())], scheme);
}
