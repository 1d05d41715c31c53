namespace SipRing.Server.Api;

/// <summary>Whether calls can be taken: the database answers, Asterisk is connected, *45 is listened to.</summary>
public interface IReadiness
{
    /// <returns>What is missing, a sentence each; empty when calls can be taken.</returns>
    Task<IReadOnlyList<string>> MissingAsync(CancellationToken cancellationToken);
}

public sealed record Health(string Status, IReadOnlyList<string> Missing);

internal static class HealthEndpoints
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("/health").WithTags("Health").AllowAnonymous();
        health.MapGet("/live", () => TypedResults.Ok(new Health("live", []))).WithSummary("The process answers");
        health.MapGet("/ready", async (IReadiness readiness, CancellationToken cancellationToken) =>
            {
                var missing = await readiness.MissingAsync(cancellationToken);
                return missing.Count == 0
                    ? Results.Ok(new Health("ready", missing))
                    : Results.Json(new Health("notReady", missing), statusCode: StatusCodes.Status503ServiceUnavailable);
            })
            .WithSummary("Calls can be taken").Produces<Health>().Produces<Health>(StatusCodes.Status503ServiceUnavailable);
    }
}
