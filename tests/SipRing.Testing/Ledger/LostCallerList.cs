using System.Globalization;
using LinqToDB;
using LinqToDB.Async;
using Microsoft.Extensions.Logging.Abstractions;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Contacts;
using SipRing.CallCenter.Departments;
using SipRing.CallCenter.Ledger;
using SipRing.CallCenter.LostCallers;
using SipRing.CallCenter.Settings;
using SipRing.CallCenter.Storage;

namespace SipRing.Testing.Ledger;

/// <summary>The list of lost callers over a ledger, without a host around it.</summary>
public sealed class LostCallerList(Database database, TimeProvider time, string region = "RU", ILedgerNames? names = null) : IDisposable
{
    private readonly LostCallerStore _store = new(database, new CallerKeys(new NumberForms(region)));
    private readonly LostCallerQuery _query = new(database, names ?? new NoLedgerNames(), new SipRingSettings { TimeZone = "UTC" }, time);
    private readonly LostCallerChanges _changes = new();
    private LostCallerKeeper? _keeper;

    public Actor Vera { get; } = new(ActorKind.User, "vera", Role.Supervisor);

    private LostCallerActs Acts => new(_store, _query, _changes, new Reaches(new DepartmentBook(database)), new NoAudit(), time);

    private LostCallerKeeper Keeper => _keeper ??= new(_store, new LedgerChanges(), _changes, time, NullLogger<LostCallerKeeper>.Instance);

    public void Dispose() => _keeper?.Dispose();

    public Task CatchUpAsync() => Keeper.CatchUpAsync(CancellationToken.None);

    /// <summary>One step of the way, as a process may get that is killed then.</summary>
    public async Task<bool> StepAsync(bool look) => look ? await _store.LookAsync(CancellationToken.None) : await _store.ReckonAsync(CancellationToken.None) > 0;

    /// <summary>Goes on until it is cut off, wherever that is.</summary>
    public async Task CutOffAsync(TimeSpan after)
    {
        using var end = new CancellationTokenSource(after);
        try
        {
            await Keeper.CatchUpAsync(end.Token);
        }
        catch (OperationCanceledException)
        {
            // That was the aim.
        }
    }

    public Task PutRuleAsync(LostCallerRule rule) => _store.PutRuleAsync(rule.Queue, rule, CancellationToken.None);

    public SaveLostCallerRule SaveRule(ILedgerNames known) => new(_store, Keeper, known, new NoAudit());

    public async Task<IReadOnlyList<LostCaller>> ShowAsync(LostCallerView view = LostCallerView.All, params string[] queues) =>
        (await _query.ListAsync(new() { View = view, Queues = queues }, 1000, null, CancellationToken.None)).Items;

    public Task<Page<LostCaller>> PageAsync(LostCallerFilter filter, int limit, string? cursor) => _query.ListAsync(filter, limit, cursor, CancellationToken.None);

    public Task<LostCallerSums> SumsAsync(LostCallerFilter? filter = null) => _query.SumsAsync(filter ?? new(), CancellationToken.None);

    public Task<IReadOnlyList<LostCallerStep>> StepsAsync(LostCaller caller) => _query.StepsAsync(caller, CancellationToken.None);

    public TakeLostCaller Take => new(Acts);

    public ReleaseLostCaller Release => new(Acts);

    public CloseLostCaller Close => new(Acts);

    public ReopenLostCaller Reopen => new(Acts);

    public NoteLostCaller Note => new(Acts);

    /// <summary>Everything that is derived, as text.</summary>
    public async Task<string> DumpAsync()
    {
        await using var db = database.Connect();
        var rows = await db.GetTable<LostCallerRow>().OrderBy(r => r.Id).ToListAsync();
        var marks = await db.GetTable<CallerMarkRow>().OrderBy(m => m.Kind).ThenBy(m => m.FactId).ThenBy(m => m.Number).ToListAsync();
        return string.Join('\n', rows.Select(r => r.ToString())) + "\n" + string.Join('\n', marks.Select(m => string.Create(CultureInfo.InvariantCulture, $"{m}")));
    }

    private sealed class NoAudit : IAuditLog
    {
        public Task WriteAsync(Actor actor, string action, string target, string? detail, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
