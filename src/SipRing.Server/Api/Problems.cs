using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using SipRing.CallCenter.Common;

namespace SipRing.Server.Api;

/// <summary>Errors of the API: RFC 9457 problem documents that name the field.</summary>
public static class Problems
{
    public const string ContentType = "application/problem+json";

    public static IResult From(Refusal refusal)
    {
        var errors = refusal.Field is { } field ? new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [refusal.Message] } : null;
        return TypedResults.Problem(Create(Status(refusal.Kind), refusal.Id, refusal.Message, errors));
    }

    /// <summary>A request that is wrong in itself; every wrong field is named at once.</summary>
    public static IResult Invalid(IReadOnlyDictionary<string, string> errors)
    {
        var detail = string.Join(' ', errors.Select(e => $"{e.Key}: {e.Value}"));
        var map = errors.ToDictionary(e => e.Key, e => new[] { e.Value }, StringComparer.Ordinal);
        return TypedResults.Problem(Create(StatusCodes.Status400BadRequest, "request-invalid", detail, map));
    }

    /// <summary>A body may repeat the number of its address, as it was read, but not name another one.</summary>
    public static IResult? OtherNumber(string? inBody, string inAddress, string field = "number") =>
        inBody is null || string.Equals(inBody, inAddress, StringComparison.Ordinal)
            ? null
            : Invalid(new Dictionary<string, string>(StringComparer.Ordinal) { [field] = $"is '{inBody}' here and {inAddress} in the address." });

    public static IResult Plain(int status, string id, string detail) => TypedResults.Problem(Create(status, id, detail, null));

    /// <summary>For handlers outside of routing: authentication, unknown paths, faults.</summary>
    public static Task WriteAsync(HttpContext context, int status, string id, string detail) =>
        Plain(status, id, detail).ExecuteAsync(context);

    public static int Status(RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => StatusCodes.Status400BadRequest,
        RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
        RefusalKind.NotFound => StatusCodes.Status404NotFound,
        RefusalKind.Conflict => StatusCodes.Status409Conflict,
        RefusalKind.LockedOut => StatusCodes.Status429TooManyRequests,
        RefusalKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        RefusalKind.OutcomeUnknown => StatusCodes.Status504GatewayTimeout,
    };

    private static ProblemDetails Create(int status, string id, string detail, Dictionary<string, string[]>? errors)
    {
        var problem = new ProblemDetails
        {
            Type = $"urn:sipring:problem:{id}",
            Title = ReasonPhrases.GetReasonPhrase(status),
            Status = status,
            Detail = detail,
        };
        problem.Extensions["code"] = id;
        if (errors is { Count: > 0 })
        {
            problem.Extensions["field"] = errors.Keys.First();
            problem.Extensions["errors"] = errors;
        }

        return problem;
    }
}
