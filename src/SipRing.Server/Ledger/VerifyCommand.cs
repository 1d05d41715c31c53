using System.CommandLine;
using System.Globalization;
using SipRing.CallCenter.Ledger.Verifying;

namespace SipRing.Server.Ledger;

internal static class VerifyCommand
{
    private const int Differs = 1;
    private const int Failure = 2;

    public static Command Create(Option<string> home)
    {
        var from = new Option<string>("--from") { HelpName = "TIME", Required = true, Description = "Calls that entered at or after: 2026-11-23, or 2026-11-23T14:00; with an offset, or in the call centre's zone." };
        var to = new Option<string>("--to") { HelpName = "TIME", Required = true, Description = "Calls that entered before." };
        var pbx = new Option<string?>("--pbx") { HelpName = "NAME", Description = "The PBX; the own one if not given." };
        var log = new Option<string?>("--log") { HelpName = "FILE|DIR", Description = "Its queue_log; that of the own Asterisk if not given." };
        var command = new Command(
            "verify", "Recount the calls straight from the log and list every difference from the database. Ends with 1 if there is any, with 2 if it could not be done.")
        {
            from, to, pbx, log,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                var (folder, settings, database) = await LedgerCommand.OpenAsync(parsed.GetValue(home)!, make: false, cancellationToken);
                var zone = TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone);
                if (Moment(parsed.GetValue(from)!, zone) is not { } first || Moment(parsed.GetValue(to)!, zone) is not { } last)
                    return Failed("--from and --to are times like 2026-11-23 or 2026-11-23T14:00.");
                var result = await new LedgerVerify(database).RunAsync(
                    parsed.GetValue(log) ?? folder.QueueLog, parsed.GetValue(pbx) ?? settings.Pbx, first, last, cancellationToken);
                var output = parsed.InvocationConfiguration.Output;
                foreach (var difference in result.Differences)
                    await output.WriteLineAsync(difference);
                await output.WriteLineAsync($"{result.Counted} calls in the log, {result.Stored} in the database, {result.Differences.Count} differences.");
                return result.Differences.Count == 0 ? 0 : Differs;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                return Failed(e.Message);
            }
        });
        return command;
    }

    private static DateTimeOffset? Moment(string text, TimeZoneInfo zone)
    {
        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var moment))
            return null;
        // With an offset (or Z) the text itself is exact; without one the call centre's clock is meant.
        return moment.Kind == DateTimeKind.Unspecified
            ? new DateTimeOffset(moment, zone.GetUtcOffset(moment))
            : DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
    }

    private static int Failed(string sentence)
    {
        Console.Error.WriteLine($"sipring: {sentence}");
        return Failure;
    }
}
