using System.CommandLine;
using SipRing.CallCenter.Ledger.Importing;
using SipRing.CallCenter.Ledger.Reading;
using Spectre.Console;

namespace SipRing.Server.Ledger;

internal static class ImportCommand
{
    private const int NameLimit = 64;
    private static readonly Dictionary<string, LogKind> s_kinds = Enum.GetValues<LogKind>().ToDictionary(k => k.Text(), StringComparer.Ordinal);

    public static Command Create(Option<string> home)
    {
        var path = new Argument<string?>("path")
        {
            HelpName = "FILE|DIR",
            Arity = ArgumentArity.ZeroOrOne,
            Description = "A log, or a folder with a log and its rotated files (.gz too).",
        };
        var tables = new Option<string?>("--database")
        {
            HelpName = "STRING",
            Description = "Instead of a file: the database of a FreePBX with the tables queuelog, cdr and cel, such as "
                + "\"Server=192.0.2.10;User=reader;Password=...;Database=asteriskcdrdb\"; a lone - reads the string from standard input.",
        };
        var pbx = new Option<string>("--pbx") { HelpName = "NAME", Required = true, Description = "The PBX that these calls belong to." };
        var kind = new Option<string>("--kind") { HelpName = "queue_log|cdr|cel", Required = true, Description = "Which log it is." };
        pbx.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is not { } name || name.Trim().Length is 0 or > NameLimit || name.Any(char.IsControl))
                result.AddError($"--pbx is a name of 1 to {NameLimit} characters.");
        });
        kind.AcceptOnlyFromAmong([.. s_kinds.Keys]);
        var zone = new Option<string?>("--time-zone")
        {
            HelpName = "ZONE",
            Description = "IANA zone of the machine that wrote tables, cdr or cel in local time; the call centre's own if not given.",
        };
        var command = new Command(
            "import", "Read logs of a PBX into the ledger. It can be stopped and run again; what was read before changes nothing.") { path, tables, pbx, kind, zone };
        command.Validators.Add(result =>
        {
            if (result.GetValue(path) is null == result.GetValue(tables) is null)
                result.AddError("Give FILE|DIR or --database, and not both.");
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (_, settings, database) = await LedgerCommand.OpenAsync(parsed.GetValue(home)!, make: true, cancellationToken);
            var zoneName = parsed.GetValue(zone) ?? settings.TimeZone;
            if (!TimeZoneInfo.TryFindSystemTimeZoneById(zoneName, out var found))
                return Failed($"There is no time zone {zoneName}; write it like Europe/Moscow.");
            try
            {
                var (output, name, what) = (parsed.InvocationConfiguration.Output, parsed.GetValue(pbx)!, s_kinds[parsed.GetValue(kind)!]);
                var result = await ShowAsync(
                    parsed.GetValue(tables) is { } text
                        ? async progress => await new TableImport(database, TimeProvider.System).RunAsync(
                            text == "-" ? await Console.In.ReadLineAsync(cancellationToken) ?? "" : text, name, what, found, progress, cancellationToken)
                        : progress => new LedgerImport(database).RunAsync(parsed.GetValue(path)!, name, what, found, progress, cancellationToken),
                    output);
                await output.WriteLineAsync(
                    (parsed.GetValue(tables) is null ? $"{result.Files} files, {result.Lines} new lines" : $"{result.Lines} new rows")
                    + $", {result.Broken} of them broken." + (result.Unfinished ? " The last line has no end yet; run again when it has." : ""));
                return result.Lines > 0 && result.Broken == result.Lines
                    ? Failed($"None of the lines is one of {parsed.GetValue(kind)}; is --kind right?")
                    : 0;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or ArgumentException)
            {
                return Failed(e.Message);
            }
        });
        return command;
    }

    private static int Failed(string sentence)
    {
        Console.Error.WriteLine($"sipring: {sentence}");
        return 2;
    }

    private static async Task<ImportResult> ShowAsync(Func<IProgress<ImportProgress>, Task<ImportResult>> run, TextWriter output)
    {
        if (Console.IsOutputRedirected)
            return await run(new PlainLines(output));
        return await AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(context => run(new Bar(context)));
    }

    private sealed class Bar(ProgressContext context) : IProgress<ImportProgress>
    {
        private readonly Dictionary<string, ProgressTask> _tasks = new(StringComparer.Ordinal);

        public void Report(ImportProgress value)
        {
            if (!_tasks.TryGetValue(value.File, out var task))
                _tasks[value.File] = task = context.AddTask(Markup.Escape(Path.GetFileName(value.File)), maxValue: Math.Max(1, value.Length));
            task.Value = value.Length == 0 ? 1 : value.Position;
        }
    }

    /// <summary>A line per file and one per further tenth of it: readable in a file, too.</summary>
    private sealed class PlainLines(TextWriter output) : IProgress<ImportProgress>
    {
        private string _last = "";

        public void Report(ImportProgress value)
        {
            var tenth = value.Length == 0 ? 10 : value.Position * 10 / value.Length;
            var text = $"{value.Number}/{value.Files} {Path.GetFileName(value.File)} {tenth * 10} %";
            if (text != _last)
                output.WriteLine(_last = text);
        }
    }
}
