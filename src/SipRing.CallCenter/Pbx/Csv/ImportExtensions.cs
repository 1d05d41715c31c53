using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Common.Csv;
using SipRing.CallCenter.Pbx.Versions;

namespace SipRing.CallCenter.Pbx.Csv;

/// <summary>Extensions from a table: first read and judged row by row, then applied as one change.</summary>
public sealed class ImportExtensions(PbxDirectory directory, PbxChanges changes, IAuditLog audit)
{
    /// <param name="Good">What will be saved, in the order of the file; a new phone without a secret has got one.</param>
    public sealed record Draft(ImportTable Table, IReadOnlyList<ImportLine> Lines, IReadOnlyList<SaveExtension.Request> Good);

    /// <param name="Secrets">Of the phones that came without one: shown once, kept nowhere.</param>
    /// <param name="Later">Asterisk is away: it is saved, and this says that it comes later.</param>
    public sealed record Done(int Added, int Changed, IReadOnlyList<(string Number, string Secret)> Secrets, Refusal? Later);

    public async Task<Result<Draft>> ReadAsync(Actor actor, Stream content, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManagePbx) is { } forbidden)
            return forbidden;
        var read = await ImportTable.ReadAsync(content, ExtensionCsv.Columns, ExtensionCsv.Needed, cancellationToken);
        return read.Succeeded ? Judge(read.Value, await directory.CurrentAsync(cancellationToken)) : read.Refusal;
    }

    /// <summary>Saves what is good in a draft, all of it or nothing, as one version.</summary>
    /// <param name="file">What the file was called, for the history.</param>
    public async Task<Result<Done>> ApplyAsync(Actor actor, Draft draft, string file, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManagePbx) is { } forbidden)
            return forbidden;
        var outcome = await changes.ApplyAsync(new(actor, before => All(before, draft.Good)) { Kind = PbxVersionKind.Import, Note = file });
        if (outcome.Applied is not { } applied)
            return outcome.Refusal!;
        var items = PbxComparison.Changes(applied.Before, applied.After);
        var (added, changed) = (items.Count(i => i.Change == PbxItemChangeKind.Added), items.Count(i => i.Change == PbxItemChangeKind.Changed));
        await audit.WriteAsync(actor, "extension.import", $"file {file}", FormattableString.Invariant($"{added} added, {changed} changed"), cancellationToken);
        var given = draft.Lines.Where(l => draft.Table.Value(l.Row, "secret") is { Length: > 0 }).Select(l => l.Title).ToHashSet(StringComparer.Ordinal);
        return new Done(added, changed, [.. draft.Good.Where(r => r.Secret is not null && !given.Contains(Title(r))).Select(r => (r.Number, r.Secret!))], outcome.Refusal);
    }

    private static Result<PbxConfiguration> All(PbxConfiguration before, IReadOnlyList<SaveExtension.Request> requests)
    {
        var configuration = before;
        foreach (var request in requests)
        {
            var next = SaveExtension.Change(configuration, request);
            if (!next.Succeeded)
                return next.Refusal;
            configuration = next.Value;
        }

        return configuration;
    }

    private static Draft Judge(ImportTable table, PbxConfiguration before)
    {
        var (lines, good) = (new List<ImportLine>(), new List<SaveExtension.Request>());
        var (configuration, seen) = (before, new HashSet<string>(StringComparer.Ordinal));
        foreach (var row in table.Rows)
        {
            var read = ExtensionCsv.Read(table, row);
            var request = read.Value;
            if (request is not null && request.Secret is null && !configuration.Extensions.Contains(request.Number))
                request = request with { Secret = PhoneSecret.Make() };
            Result<PbxConfiguration> next = request is null ? read.Refusal! : seen.Contains(request.Number) ? Twice(request.Number) : SaveExtension.Change(configuration, request);
            if (!next.Succeeded)
            {
                var value = next.Refusal.Field is { } field ? table.Value(row, field) : null;
                lines.Add(new(row, request is null ? row[0] : Title(request), ImportOutcome.Refused, next.Refusal, value));
                continue;
            }

            lines.Add(new(row, Title(request!), Outcome(configuration, next.Value, request!.Number)));
            seen.Add(request.Number);
            good.Add(request);
            configuration = next.Value;
        }

        return new(table, lines, good);
    }

    private static ImportOutcome Outcome(PbxConfiguration before, PbxConfiguration after, string number) =>
        !before.Extensions.Contains(number) ? ImportOutcome.Added
        : before.Extensions[number] == after.Extensions[number] && before.SecretOf(PbxKind.Extension, number) == after.SecretOf(PbxKind.Extension, number) ? ImportOutcome.Same
        : ImportOutcome.Changed;

    private static Refusal Twice(string number) => new("import-twice", $"{number} stands in the file twice.", "number", RefusalKind.Conflict, number);

    private static string Title(SaveExtension.Request request) => $"{request.Number} {request.Name}".Trim();
}
