using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Forms;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Common.Csv;
using SipRing.CallCenter.Contacts.Import;
using SipRing.CallCenter.Contacts.OwnFields;
using SipRing.Server.Access;
using SipRing.Server.Shared;
using SipRing.Server.Shared.Forms;

namespace SipRing.Server.Contacts;

/// <summary>Contacts from a file: what the columns are, what would become of the rows, and then, when the person says so, their import.</summary>
public sealed partial class ImportPage
{
    private ImportSession? _session;
    private IReadOnlyList<OwnField> _fields = [];
    private IReadOnlyList<UndoImport.Past> _past = [];
    private Actor? _actor;
    private Refusal? _refusal;
    private double? _uploaded;
    private bool _undone;
    private int _inputs;

    [Inject] private ImportSessions Sessions { get; set; } = null!;
    [Inject] private OwnFieldList Fields { get; set; } = null!;
    [Inject] private UndoImport Undo { get; set; } = null!;
    [Inject] private Outcomes Outcomes { get; set; } = null!;

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = null!;

    /// <summary>The rows of the last import that were not taken, for whoever imported.</summary>
    internal static IResult Refused(HttpContext context, ImportSessions sessions) =>
        context.User.ToActor() is { } actor && sessions.Of(actor)?.Refused is { } rows ? TypedResults.Stream(rows, "text/csv; charset=utf-8", "refused.csv") : TypedResults.NotFound();

    public void Dispose() => Follow(null);

    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive)
        {
            return;
        }

        _actor = (await Authentication).User.ToActor();
        _fields = await Fields.AllAsync(CancellationToken.None);
        Follow(Sessions.Of(_actor!));
        await ReadPastAsync();
    }

    private static string Number(double share) => share.ToString("0.###", CultureInfo.InvariantCulture);

    private string Size(long bytes) => bytes < 1024 * 1024 ? T["directory.kilobytes", Formats.Whole(Math.Max(1, bytes / 1024))] : T["directory.megabytes", (bytes / 1024.0 / 1024).ToString("0.0", CultureInfo.CurrentCulture)];

    private void Follow(ImportSession? session)
    {
        if (_session is not null)
        {
            _session.Changed -= OnChanged;
        }

        _session = session;
        if (session is not null)
        {
            session.Changed += OnChanged;
        }
    }

    private void OnChanged() => _ = InvokeAsync(async () =>
    {
        if (_session?.Step == ImportStep.Done)
        {
            await ReadPastAsync();
        }

        StateHasChanged();
    });

    private async Task ChooseAsync(InputFileChangeEventArgs chosen)
    {
        (_refusal, _undone) = (null, false);
        Follow(null);
        Sessions.Close(_actor!);
        if (chosen.File.Size > ContactFile.MostBytes)
        {
            _refusal = new("import-large", $"The file has more than {ContactFile.MostBytes / 1024 / 1024} MB; split it.", "file", RefusalKind.Invalid, ContactFile.MostBytes / 1024 / 1024);
            return;
        }

        var content = ImportSessions.NewFile();
        try
        {
            await UploadAsync(chosen.File, content);
        }
        catch (IOException e)
        {
            await content.DisposeAsync();
            _refusal = new("import-unread", $"The file could not be read: {e.Message}", "file", RefusalKind.Unavailable, e.Message);
            return;
        }
        finally
        {
            _uploaded = null;
            _inputs++;
        }

        var opened = await Sessions.OpenAsync(_actor!, content, chosen.File.Name);
        _refusal = opened.Refusal;
        Follow(opened.Value);
    }

    private async Task UploadAsync(IBrowserFile file, Stream content)
    {
        await using var stream = file.OpenReadStream(ContactFile.MostBytes);
        var chunk = new byte[256 * 1024];
        while (await stream.ReadAsync(chunk) is var read and > 0)
        {
            await content.WriteAsync(chunk.AsMemory(0, read));
            _uploaded = file.Size == 0 ? 1 : (double)content.Position / file.Size;
            StateHasChanged();
        }
    }

    private async Task LookAgainAsync((CsvShape Shape, bool HasHeads) how) => _refusal = await _session!.LookAgainAsync(_actor!, how.Shape, how.HasHeads);

    // In the language and shape of whoever will mend the rows.
    private void Start(bool trial)
    {
        (_refusal, _undone) = (null, false);
        var language = CultureInfo.CurrentUICulture;
        _session!.Start(_actor!, trial, CsvShape.ForExcel(language.TwoLetterISOLanguageName), T["pbx.csv-right"], refusal =>
        {
            CultureInfo.CurrentUICulture = language;
            return T.Of(refusal);
        });
    }

    private Task UndoThisAsync() => UndoAsync(_session!.Import!.Value);

    private async Task UndoAsync(long import)
    {
        var done = await Undo.HandleAsync(_actor!, import, CancellationToken.None);
        _refusal = done.Refusal;
        if (done.Succeeded)
        {
            _undone |= _session?.Import == import;
            Outcomes.Done(T["directory.import-undone", Formats.Whole(done.Value.Removed), Formats.Whole(done.Value.Restored), Formats.Whole(done.Value.Left)]);
        }

        await ReadPastAsync();
    }

    private async Task ReadPastAsync() => _past = (await Undo.ListAsync(_actor!, CancellationToken.None)).Value ?? [];
}
