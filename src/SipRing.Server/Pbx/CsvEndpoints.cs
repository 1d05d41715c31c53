using System.Globalization;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Agents.Csv;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Common.Csv;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Csv;
using SipRing.Server.Api;

namespace SipRing.Server.Pbx;

/// <summary>Extensions and operators as files that the import reads again. Secrets and PINs are known to nobody and so not in them.</summary>
internal static class CsvEndpoints
{
    private const string Csv = "text/csv";

    public static void MapCsv(this IEndpointRouteBuilder api)
    {
        api.MapGet("/extensions/export", async (Caller caller, ListExtensions list, CancellationToken cancellationToken) =>
                Answer(await list.HandleAsync(caller.Actor, cancellationToken), "extensions.csv", ExtensionCsv.Columns, ExtensionCsv.Write))
            .RequireAuthorization(nameof(Permission.ManagePbx)).WithTags("Extensions").WithSummary("Every extension as csv, without secrets")
            .Produces<string>(StatusCodes.Status200OK, Csv).MayRefuse();
        api.MapGet("/agents/export", async (Caller caller, ListAgents list, CancellationToken cancellationToken) =>
                Answer(await list.HandleAsync(caller.Actor, cancellationToken), "operators.csv", AgentCsv.Columns, AgentCsv.Write))
            .RequireAuthorization(nameof(Permission.ManageAgents)).WithTags("Agents").WithSummary("Every operator as csv, without PINs")
            .Produces<string>(StatusCodes.Status200OK, Csv).MayRefuse();
    }

    private static IResult Answer<T>(Result<IReadOnlyList<T>> result, string file, IReadOnlyList<ImportColumn> columns, Func<T, IEnumerable<string>> write) => result.ToAnswer(items =>
    {
        var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
        return TypedResults.Stream(
            stream => CsvLink.WriteAsync(stream, language, columns.Select(c => c.Names[0]), items.Select(write), CancellationToken.None), Csv + "; charset=utf-8", file);
    });
}
