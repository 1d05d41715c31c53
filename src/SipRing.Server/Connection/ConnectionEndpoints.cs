using SipRing.CallCenter.Access;
using SipRing.CallCenter.Connection;
using SipRing.Server.Api;

namespace SipRing.Server.Connection;

/// <summary>Which PBX is used and how it is reached; for whoever sets up many of them.</summary>
internal static class ConnectionEndpoints
{
    public static void MapConnection(this IEndpointRouteBuilder api)
    {
        var connection = api.MapGroup("/connection").WithTags("Connection").RequireAuthorization(nameof(Permission.ManagePbx));
        connection.MapGet("", (Caller caller, GetConnection get) => get.Handle(caller.Actor).ToAnswer())
            .WithSummary("The PBX that is used, and how an existing one is reached; no secrets").Produces<StoredConnection>().MayRefuse();
        connection.MapPut("", async (Caller caller, Body<ConnectionValues> body, SaveConnection save, CancellationToken cancellationToken) =>
                body.Ok(out var values, out var problem) ? (await save.HandleAsync(caller.Actor, values, cancellationToken)).ToEmptyAnswer() : problem)
            .WithSummary("Use an existing PBX, reached this way")
            .WithDescription("A secret that is left out stays as it is stored, for the same machine and login. SipRing starts anew with it within a few seconds.")
            .Produces(StatusCodes.Status204NoContent).MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status503ServiceUnavailable);
        connection.MapPost("/test", TestAsync)
            .WithSummary("Try a connection without using it").WithDescription("Nothing is changed on the PBX. What does not work comes with how it is mended.")
            .Produces<ItemList<ConnectionFinding>>().MayRefuse(StatusCodes.Status400BadRequest);
        connection.MapPost("/own", async (Caller caller, ChoosePbx choose, GetConnection get, CancellationToken cancellationToken) =>
                (await choose.TakeOwnAsync(caller.Actor, get.Handle(caller.Actor).Value?.Values.AdministratorNumber, cancellationToken)).ToEmptyAnswer())
            .WithSummary("Use the own Asterisk").Produces(StatusCodes.Status204NoContent).MayRefuse(StatusCodes.Status409Conflict);
        connection.MapGet("/comparison", CompareAsync)
            .WithSummary("Manager events held against the log, call by call").WithQuery(("from", QueryText.From), ("to", QueryText.To))
            .Produces<EventComparison>().MayRefuse(StatusCodes.Status400BadRequest);
    }

    private static async Task<IResult> TestAsync(Caller caller, Body<ConnectionValues> body, TestConnection test, CancellationToken cancellationToken)
    {
        if (!body.Ok(out var values, out var problem))
            return problem;
        var begun = await test.BeginAsync(caller.Actor, values, cancellationToken);
        if (!begun.Succeeded)
            return Problems.From(begun.Refusal);
        var findings = new List<ConnectionFinding>();
        await foreach (var finding in begun.Value.WithCancellation(cancellationToken))
            findings.Add(finding);
        return TypedResults.Ok(new ItemList<ConnectionFinding>(findings));
    }

    private static async Task<IResult> CompareAsync(Caller caller, HttpRequest request, Moments moments, CompareEvents compare, CancellationToken cancellationToken)
    {
        var query = new QueryReader(request, moments);
        var (from, to) = query.Span();
        return query.Ok(out var problem) ? (await compare.HandleAsync(caller.Actor, from, to, cancellationToken)).ToAnswer() : problem;
    }
}
