using SipRing.CallCenter.Access;
using SipRing.Server.Api;

namespace SipRing.Server.Machine;

/// <summary>What this server is and how it does.</summary>
internal static class ServerEndpoints
{
    public static void MapServer(this IEndpointRouteBuilder api) => api.MapGroup("").WithTags("System").RequireAuthorization(nameof(Permission.SeeSystem))
        .MapGet("/system", async (Caller caller, ReadServer read, CancellationToken cancellationToken) => (await read.HandleAsync(caller.Actor, cancellationToken)).ToAnswer())
        .WithSummary("Addresses, versions, uptime, load, disks, clock, SSH, Asterisk's modules and registrations")
        .WithDescription("What cannot be told is null. No secret is in it.")
        .Produces<ServerFacts>().MayRefuse();
}
