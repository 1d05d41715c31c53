using SipRing.CallCenter.Access;
using SipRing.CallCenter.Queues.Rules;
using SipRing.Server.Api;

namespace SipRing.Server.Queues.Rules;

/// <summary>What SipRing does about missed calls of a queue.</summary>
internal static class CallRulesEndpoints
{
    public static void MapCallRules(this IEndpointRouteBuilder api)
    {
        api.MapGet("/call-rules", async (Caller caller, ListCallRules list, CancellationToken cancellationToken) => (await list.HandleAsync(caller.Actor, cancellationToken)).ToListAnswer())
            .WithTags("Queues").RequireAuthorization(nameof(Permission.SeeFloor)).WithSummary("The rules of every queue about missed calls")
            .Produces<ItemList<QueueCallRules>>().MayRefuse();
        api.MapPut("/queues/{number}/call-rules", SaveAsync)
            .WithTags("Queues").RequireAuthorization(nameof(Permission.ManagePbx)).WithSummary("Give a queue its rules about missed calls")
            .WithDescription("What is left out gets its default; null switches a rule off.")
            .Produces<QueueCallRules>().MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> SaveAsync(string number, Caller caller, Body<CallRulesBody> body, SaveCallRules save, CancellationToken cancellationToken)
    {
        if (!body.Ok(out var rules, out var problem))
            return problem;
        var wanted = new QueueCallRules { Queue = number, PauseAfterMisses = rules.PauseAfterMisses };
        return (await save.HandleAsync(caller.Actor, wanted, cancellationToken)).ToAnswer();
    }
}

/// <param name="PauseAfterMisses">After so many missed calls in a row an operator is paused; null: never.</param>
public sealed record CallRulesBody(int? PauseAfterMisses = null);
