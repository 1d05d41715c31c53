using System.Globalization;
using Microsoft.Net.Http.Headers;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Recordings;
using SipRing.Server.Api;

namespace SipRing.Server.Recordings;

/// <summary>The sound of a call, whole or in pieces.</summary>
internal static class RecordingEndpoints
{
    private const string Wav = "audio/wav";

    public static void MapRecordings(this IEndpointRouteBuilder api) => api
        .MapMethods("/recordings/{id}", [HttpMethods.Get, HttpMethods.Head], OpenAsync)
        .RequireAuthorization(nameof(Permission.ListenToRecordings)).WithTags("Recordings")
        .WithSummary("The sound of a call").WithDescription("Takes range requests, so a player can seek. Every listening is audited.")
        .WithQuery(("download", "Given with any value: as a file to save."))
        .Produces<byte[]>(StatusCodes.Status200OK, Wav).Produces<byte[]>(StatusCodes.Status206PartialContent, Wav)
        .MayRefuse(StatusCodes.Status404NotFound)
        .Produces(StatusCodes.Status416RangeNotSatisfiable);

    private static async Task<IResult> OpenAsync(string id, Caller caller, HttpContext context, OpenRecording open, CancellationToken cancellationToken)
    {
        var save = context.Request.Query.ContainsKey("download");
        var result = await open.HandleAsync(caller.Actor, id, save, cancellationToken);
        if (!result.Succeeded)
            return Problems.From(result.Refusal);

        // A voice of a customer: neither a proxy nor a shared computer's browser keeps it.
        context.Response.Headers.CacheControl = "private, no-store";
        var file = new FileInfo(result.Value.FullPath);
        var version = new EntityTagHeaderValue(string.Create(CultureInfo.InvariantCulture, $"\"{file.Length:x}-{file.LastWriteTimeUtc.Ticks:x}\""));
        return TypedResults.PhysicalFile(file.FullName, Wav, save ? file.Name : null, file.LastWriteTimeUtc, version, enableRangeProcessing: true);
    }
}
