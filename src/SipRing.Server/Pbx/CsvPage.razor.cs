using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Forms;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents.Csv;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Common.Csv;
using SipRing.CallCenter.Pbx.Csv;
using SipRing.Server.Access;
using SipRing.Server.Shared.Forms;

namespace SipRing.Server.Pbx;

/// <summary>Extensions and operators from a file and into one: what a file would do is shown row by row before anything is done.</summary>
public sealed partial class CsvPage
{
    private const string OperatorsKind = "operators";

    private Actor? _actor;
    private string? _kind;
    private string _file = "";
    private ImportTable? _table;
    private IReadOnlyList<ImportLine>? _lines;
    private ImportExtensions.Draft? _extensions;
    private ImportAgents.Draft? _agents;
    private Refusal? _refusal;
    private string? _done;
    private string? _secrets;
    private string? _refused;
    private bool _busy;
    private int _inputs;

    [Inject] private ImportExtensions Extensions { get; set; } = null!;
    [Inject] private ImportAgents Agents { get; set; } = null!;

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "kind")] private string? Kind { get; set; }

    private bool Operators => Kind == OperatorsKind;

    private IReadOnlyList<ImportColumn> Columns => Operators ? AgentCsv.Columns : ExtensionCsv.Columns;

    private bool IsReady => _extensions is not null || _agents is not null;

    private string Shape => _table is { } table ? T["pbx.csv-shape", table.Shape.Encoding.WebName, table.Shape.Delimiter == '\t' ? "TAB" : table.Shape.Delimiter.ToString()] : "";

    private string UnknownColumns => _table is { } table ? string.Join(", ", table.Unknown) : "";

    protected override async Task OnParametersSetAsync()
    {
        _actor ??= (await Authentication).User.ToActor();
        if (_kind != Kind)
        {
            (_kind, _inputs) = (Kind, _inputs + 1);
            Forget();
        }
    }

    private void Forget() => (_table, _lines, _extensions, _agents, _refusal, _done, _secrets, _refused) = (null, null, null, null, null, null, null, null);

    private int Count(ImportOutcome outcome) => _lines!.Count(l => l.Outcome == outcome);

    // The second name of a column is the Russian one.
    private static string ColumnName(ImportColumn column) => column.Names[CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "ru" ? 1 : 0];

    private string Heading(string? field) => field is null ? "" : Columns.FirstOrDefault(c => c.Field == field) is { } column ? ColumnName(column) : field;

    private async Task ReadAsync(InputFileChangeEventArgs chosen)
    {
        Forget();
        _file = chosen.File.Name;
        using var content = new MemoryStream();
        if (chosen.File.Size <= ImportTable.MostBytes)
        {
            await using var stream = chosen.File.OpenReadStream(ImportTable.MostBytes);
            await stream.CopyToAsync(content);
            content.Position = 0;
        }
        else
        {
            // Its length alone refuses it; there is no need to carry it here.
            content.SetLength(ImportTable.MostBytes + 1);
        }

        await (Operators ? ReadAgentsAsync(content) : ReadExtensionsAsync(content));
        await OfferRefusedAsync();
    }

    private async Task ReadExtensionsAsync(Stream content)
    {
        var read = await Extensions.ReadAsync(_actor!, content, CancellationToken.None);
        (_extensions, _table, _lines, _refusal) = (read.Value, read.Value?.Table, read.Value?.Lines, read.Refusal);
    }

    private async Task ReadAgentsAsync(Stream content)
    {
        var read = await Agents.ReadAsync(_actor!, content, CancellationToken.None);
        (_agents, _table, _lines, _refusal) = (read.Value, read.Value?.Table, read.Value?.Lines, read.Refusal);
    }

    private async Task ApplyAsync()
    {
        _busy = true;
        _refusal = _extensions is { } extensions ? await ApplyAsync(extensions) : await ApplyAsync(_agents!);
        _busy = false;
        if (_refusal is not null)
        {
            return;
        }

        (_extensions, _agents) = (null, null);
        _inputs++;
        await OfferRefusedAsync();
    }

    private async Task<Refusal?> ApplyAsync(ImportExtensions.Draft draft)
    {
        var applied = await Extensions.ApplyAsync(_actor!, draft, _file, CancellationToken.None);
        if (!applied.Succeeded)
        {
            return applied.Refusal;
        }

        _done = T["pbx.csv-done", applied.Value.Added, applied.Value.Changed] + (applied.Value.Later is { } later ? ". " + T.Of(later) : "");
        if (applied.Value.Secrets.Count > 0)
        {
            _secrets = await CsvLink.OfAsync(["number", "secret"], applied.Value.Secrets.Select(s => (string[])[s.Number, s.Secret]));
        }

        return null;
    }

    private async Task<Refusal?> ApplyAsync(ImportAgents.Draft draft)
    {
        var applied = await Agents.ApplyAsync(_actor!, draft, CancellationToken.None);
        if (!applied.Succeeded)
        {
            return applied.Refusal;
        }

        _lines = applied.Value;
        _done = T["pbx.csv-done", Count(ImportOutcome.Added), Count(ImportOutcome.Changed)];
        return null;
    }

    // With what is wrong in a last column; a file that was mended can be read again as it is.
    private async Task OfferRefusedAsync()
    {
        if (_table is { } table && _lines!.Any(l => l.Outcome == ImportOutcome.Refused))
        {
            _refused = await CsvLink.OfAsync(
                [.. table.Headings, T["pbx.csv-right"]],
                _lines!.Where(l => l.Outcome == ImportOutcome.Refused).Select(l => (IEnumerable<string>)[.. table.Headings.Select((_, i) => l.Row[i]), T.Of(l.Refusal!)]));
        }
    }
}
