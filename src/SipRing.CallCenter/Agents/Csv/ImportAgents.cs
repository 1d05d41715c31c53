using System.Globalization;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Common.Csv;

namespace SipRing.CallCenter.Agents.Csv;

/// <summary>
/// Operators from a table: first read and judged row by row, then each good row is carried out by the use case that adds or
/// changes one operator. Whether a PIN belongs to somebody already is known only then: PINs are stored so that asking is slow.
/// </summary>
public sealed class ImportAgents(ListAgents list, CreateAgent create, ChangeAgent change)
{
    /// <param name="Id">Null: the next one.</param>
    /// <param name="Pin">Null keeps that of an operator who is there.</param>
    public sealed record Row(ImportLine Line, int? Id, string Name, string? Pin);

    public sealed record Draft(ImportTable Table, IReadOnlyList<ImportLine> Lines, IReadOnlyList<Row> Good);

    public async Task<Result<Draft>> ReadAsync(Actor actor, Stream content, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageAgents) is { } forbidden)
            return forbidden;
        var read = await ImportTable.ReadAsync(content, AgentCsv.Columns, AgentCsv.Needed, cancellationToken);
        if (!read.Succeeded)
            return read.Refusal;
        var known = await list.HandleAsync(actor, cancellationToken);
        return known.Succeeded ? Judge(read.Value, known.Value.ToDictionary(a => a.Id)) : known.Refusal;
    }

    /// <summary>What became of every row of the file.</summary>
    public async Task<Result<IReadOnlyList<ImportLine>>> ApplyAsync(Actor actor, Draft draft, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManageAgents) is { } forbidden)
            return forbidden;
        var outcomes = draft.Lines.ToDictionary(l => l.Row);
        foreach (var row in draft.Good.Where(r => r.Line.Outcome is not ImportOutcome.Same))
        {
            var done = row.Line.Outcome == ImportOutcome.Changed
                ? await change.HandleAsync(actor, new(row.Id!.Value, row.Name, row.Pin), cancellationToken)
                : await create.HandleAsync(actor, new(row.Name, row.Pin!, row.Id), cancellationToken);
            if (!done.Succeeded)
                outcomes[row.Line.Row] = row.Line with { Outcome = ImportOutcome.Refused, Refusal = done.Refusal };
        }

        return Result.Of<IReadOnlyList<ImportLine>>([.. draft.Lines.Select(l => outcomes[l.Row])]);
    }

    private static Draft Judge(ImportTable table, Dictionary<int, Agent> known)
    {
        var (lines, good) = (new List<ImportLine>(), new List<Row>());
        var (ids, pins) = (new HashSet<int>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var row in table.Rows)
        {
            var (id, name, pin) = (table.Value(row, "id"), table.Value(row, "name") ?? "", table.Value(row, "pin") is { Length: > 0 } typed ? typed : null);
            int? number = int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : null;
            var before = number is { } there ? known.GetValueOrDefault(there) : null;
            if (Check(id, number, name, pin, before, ids, pins) is { } refusal)
            {
                // A PIN is shown to nobody, not even a wrong one.
                lines.Add(new(row, name, ImportOutcome.Refused, refusal, refusal.Field == "pin" ? null : table.Value(row, refusal.Field ?? "")));
                continue;
            }

            var outcome = before is null ? ImportOutcome.Added : before.Name == name && pin is null ? ImportOutcome.Same : ImportOutcome.Changed;
            var line = new ImportLine(row, name, outcome);
            lines.Add(line);
            good.Add(new(line, number, name, pin));
        }

        return new(table, lines, good);
    }

    private static Refusal? Check(string? id, int? number, string name, string? pin, Agent? before, HashSet<int> ids, HashSet<string> pins)
    {
        if (!string.IsNullOrEmpty(id) && number is null or 0)
            return new("import-id", $"'{id}' is no id; an id is a whole number from 1 on.", "id", RefusalKind.Invalid, id ?? "");
        if (number is { } given && !ids.Add(given))
            return new("import-twice", $"{given} stands in the file twice.", "id", RefusalKind.Conflict, given);
        if (Agent.CheckName(name) is { Succeeded: false, Refusal: var wrong })
            return wrong;
        if (pin is null)
            return before is null ? new("import-pin-missing", "A new operator needs a PIN.", "pin") : null;
        return PinPolicy.Check(pin) ?? (pins.Add(pin) ? null : new("import-pin-twice", "This PIN stands in the file twice.", "pin", RefusalKind.Conflict));
    }
}
