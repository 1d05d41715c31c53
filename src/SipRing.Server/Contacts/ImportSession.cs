using System.Collections.Concurrent;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Common.Csv;
using SipRing.CallCenter.Contacts.Import;
using SipRing.CallCenter.Contacts.OwnFields;

namespace SipRing.Server.Contacts;

public enum ImportStep
{
    /// <summary>The columns are being said.</summary>
    Columns,
    Checking,
    Checked,
    Importing,
    Done,
}

/// <summary>One line of the list of rows that were not taken, or not taken whole.</summary>
public sealed record ImportTold(int Line, string Row, RowOutcome Outcome, Refusal Refusal);

/// <summary>
/// A file that one person is importing. It does not belong to a page: whoever reloads it, or comes back later, finds the import where
/// it is by then. The file is gone from the disk with the session or the process.
/// </summary>
public sealed class ImportSession : IDisposable
{
    private const int MostTold = 500;
    private static readonly TimeSpan s_sayEvery = TimeSpan.FromMilliseconds(250);
    private readonly ContactImporter _importer;
    private readonly TimeProvider _time;
    private readonly FileStream _content;
    private readonly ConcurrentQueue<ImportTold> _told = new();
    private FileStream? _refused;
    private CancellationTokenSource? _stop;
    private long _said;

    internal ImportSession(ContactImporter importer, TimeProvider time, FileStream content, string file, ContactFile look) =>
        (_importer, _time, _content, File, Look, Plan) = (importer, time, content, file, look, look.Plan);

    /// <summary>Something moved; a few times a second at most while rows are read.</summary>
    public event Action? Changed;

    public string File { get; }

    public long Bytes => _content.Length;

    public ContactFile Look { get; private set; }

    public ImportPlan Plan { get; private set; }

    public ImportStep Step { get; private set; }

    public ImportCount Count { get; private set; } = ImportCount.None;

    public IReadOnlyCollection<ImportTold> Told => _told;

    public bool Cancelled { get; private set; }

    public Refusal? Refusal { get; private set; }

    /// <summary>Of what was written, to take it back.</summary>
    public long? Import { get; private set; }

    public bool IsRunning => Step is ImportStep.Checking or ImportStep.Importing;

    /// <summary>Rows that were not taken, as a file that can be mended and read again; null where there are none.</summary>
    public Stream? Refused => _refused is { Length: > 0 } refused ? System.IO.File.OpenRead(refused.Name) : null;

    public bool HasRefused => _refused is { Length: > 0 };

    public void Choose(ImportPlan plan) => (Plan, Step) = (plan, Step == ImportStep.Checked && plan.Duplicates != Plan.Duplicates ? ImportStep.Columns : Step);

    /// <summary>Reads the beginning anew, in another encoding or with another delimiter.</summary>
    public async Task<Refusal?> LookAgainAsync(Actor actor, CsvShape shape, bool hasHeads)
    {
        var look = await _importer.LookAsync(actor, _content, shape, hasHeads, CancellationToken.None);
        if (look.Succeeded)
            (Look, Plan, Step) = (look.Value, look.Value.Plan with { Duplicates = Plan.Duplicates }, ImportStep.Columns);
        return look.Refusal;
    }

    /// <summary>Begins, and comes back at once.</summary>
    /// <param name="tell">A refusal in the person's language, for the file of refused rows.</param>
    /// <param name="reason">The head of the column with the refusals.</param>
    public void Start(Actor actor, bool trial, CsvShape shape, string reason, Func<Refusal, string> tell)
    {
        if (IsRunning)
            return;
        _stop?.Dispose();
        _stop = new();
        (Step, Count, Cancelled, Refusal) = (trial ? ImportStep.Checking : ImportStep.Importing, ImportCount.None, false, null);
        _told.Clear();
        _refused?.Dispose();
        _refused = null;
        var stop = _stop.Token;
        _ = Task.Run(() => RunAsync(actor, trial, shape, reason, tell, stop), CancellationToken.None);
    }

    public void Cancel() => _stop?.Cancel();

    public void Dispose()
    {
        _stop?.Cancel();
        _stop?.Dispose();
        _refused?.Dispose();
        _content.Dispose();
    }

    private async Task RunAsync(Actor actor, bool trial, CsvShape shape, string reason, Func<Refusal, string> tell, CancellationToken stop)
    {
        CsvWriting? csv = null;
        try
        {
            if (!trial)
                await _importer.RememberAsync(Look.Plan.HasHeads ? Look.Heads : [], Plan.Columns, stop);
            var outcome = await _importer.HandleAsync(actor, new(_content, File, Plan, trial, Say, async (row, what, refusal) =>
            {
                if (_told.Count < MostTold)
                    _told.Enqueue(new(row.Line, string.Join(" · ", row.Fields.Where(f => f.Length > 0).Take(4)), what, refusal));
                if (csv is null)
                {
                    _refused = ImportSessions.NewFile();
                    csv = new(_refused, shape);
                    if (Plan.HasHeads)
                        await csv.WriteAsync([.. Look.Heads, reason], CancellationToken.None);
                }

                await csv.WriteAsync([.. Look.Heads.Select((_, i) => row[i]), .. row.Fields.Skip(Look.Heads.Count), tell(refusal)], CancellationToken.None);
            }), stop);
            (Refusal, Import, Cancelled) = (outcome.Refusal, outcome.Value?.Import, outcome.Value?.Cancelled == true);
            Count = outcome.Value?.Count ?? Count;
        }
        catch (Exception e)
        {
            // A person waits for it: whatever it was, it is said, and what was written stands.
            (Refusal, Cancelled) = (new("import-broken", $"The import broke off: {e.Message}", null, RefusalKind.Unavailable, e.Message), true);
        }
        finally
        {
            if (csv is not null)
            {
                await csv.DisposeAsync();
                await _refused!.FlushAsync(CancellationToken.None);
            }

            Step = Refusal is not null ? ImportStep.Columns : trial ? Cancelled ? ImportStep.Columns : ImportStep.Checked : ImportStep.Done;
            Changed?.Invoke();
        }
    }

    private void Say(ImportCount count)
    {
        Count = count;
        if (_said != 0 && _time.GetElapsedTime(_said) < s_sayEvery)
            return;
        _said = _time.GetTimestamp();
        Changed?.Invoke();
    }
}

/// <summary>The imports of everybody; one of each person.</summary>
public sealed class ImportSessions(ContactImporter importer, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<string, ImportSession> _sessions = new(StringComparer.Ordinal);

    public ImportSession? Of(Actor actor) => _sessions.GetValueOrDefault(Key(actor));

    /// <param name="content">At any place; from here on the session's.</param>
    public async Task<Result<ImportSession>> OpenAsync(Actor actor, FileStream content, string file)
    {
        var look = await importer.LookAsync(actor, content, null, null, CancellationToken.None);
        if (!look.Succeeded)
        {
            await content.DisposeAsync();
            return look.Refusal;
        }

        Close(actor);
        return _sessions[Key(actor)] = new(importer, time, content, file, look.Value);
    }

    public void Close(Actor actor)
    {
        if (_sessions.TryRemove(Key(actor), out var session))
            session.Dispose();
    }

    public void Dispose()
    {
        foreach (var session in _sessions.Values)
            session.Dispose();
    }

    /// <summary>For the owner of the process alone, and gone when it is closed.</summary>
    internal static FileStream NewFile() => new(
        Path.Combine(Path.GetTempPath(), $"sipring-{Guid.NewGuid():N}.csv"),
        new FileStreamOptions
        {
            Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite | FileShare.Delete, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });

    private static string Key(Actor actor) => $"{actor.Kind} {actor.Name}";
}
