using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Departments;

namespace SipRing.CallCenter.Agents;

/// <summary>A supervisor, a program, or the agent on his own page logs an agent in to a queue at a phone; no PIN is asked.</summary>
public sealed class LogInAgent(Memberships memberships, IMemberPlaces places, LiveReaches reaches, IAuditLog audit)
{
    public sealed record Request(string Queue, string Extension, int AgentId);

    public async Task<Result<Member>> HandleAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        if (!actor.IsAgent(request.AgentId) && actor.Require(Permission.ManageMembers) is { } forbidden)
            return forbidden;
        if (Outside(await reaches.OfAsync(actor, cancellationToken), request) is { } outside)
            return outside;
        if (!await places.HasQueueAsync(request.Queue, cancellationToken))
            return NoSuchQueue(request.Queue);
        if (!await places.HasExtensionAsync(request.Extension, cancellationToken))
            return NoSuchExtension(request.Extension);

        var result = await memberships.LogInAsync(request.Queue, request.Extension, request.AgentId);
        await audit.WriteAsync(
            actor,
            result.Succeeded ? "member.login" : "member.login-refused",
            $"queue {request.Queue}",
            $"agent {request.AgentId} at phone {request.Extension}{(result.Succeeded ? "" : $": {result.Refusal.Message}")}",
            cancellationToken);
        return result;
    }

    private static Refusal? Outside(LiveReach reach, Request request) =>
        !reach.HasAgent(request.AgentId) ? Reach.OutsideAgent(request.AgentId)
        : !reach.HasQueue(request.Queue) ? Reach.OutsideQueue(request.Queue)
        : !reach.HasPhone(request.Extension) ? Reach.OutsideExtension(request.Extension)
        : null;

    internal static Refusal NoSuchExtension(string extension) =>
        new("extension-unknown", $"There is no extension {extension}.", "extension", RefusalKind.NotFound, extension);

    internal static Refusal NoSuchQueue(string queue) => new("queue-unknown", $"There is no queue {queue}.", "queue", RefusalKind.NotFound, queue);
}
