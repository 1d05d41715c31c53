using SipRing.CallCenter.Common;

namespace SipRing.Server.Api;

/// <summary>A list in an answer: an object, so that it can grow a cursor or a count later without breaking its readers.</summary>
public sealed record ItemList<T>(IReadOnlyList<T> Items);

internal static class Answers
{
    /// <summary>200 with the value, or the problem document of the refusal.</summary>
    public static IResult ToAnswer<T>(this Result<T> result) => result.ToAnswer(value => TypedResults.Ok(value));

    public static IResult ToAnswer<T>(this Result<T> result, Func<T, IResult> answer) =>
        result.Succeeded ? answer(result.Value) : Problems.From(result.Refusal);

    public static IResult ToListAnswer<T>(this Result<IReadOnlyList<T>> result) => result.ToAnswer(items => TypedResults.Ok(new ItemList<T>(items)));

    /// <summary>204 where there is nothing to say.</summary>
    public static IResult ToEmptyAnswer<T>(this Result<T> result) => result.ToAnswer(_ => TypedResults.NoContent());

    /// <summary>What any route of the API may answer besides its success.</summary>
    public static RouteHandlerBuilder MayRefuse(this RouteHandlerBuilder route, params int[] statuses)
    {
        foreach (var status in statuses.Append(StatusCodes.Status401Unauthorized).Append(StatusCodes.Status403Forbidden))
            route.ProducesProblem(status);
        return route;
    }
}
