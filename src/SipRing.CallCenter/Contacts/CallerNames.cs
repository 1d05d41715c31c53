using System.Collections.Concurrent;
using System.Collections.Frozen;
using LinqToDB;
using LinqToDB.Async;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Contacts;

/// <summary>
/// Keeps the name behind every number in memory: 100 000 contacts are some ten megabytes. Read anew after a change; until then the
/// old names hold. Another node's changes are seen within a minute.
/// </summary>
internal sealed partial class CallerNames(Database database, NumberForms numbers, ContactChanges changes, ILogger<CallerNames> logger)
    : BackgroundService, ICallerNames
{
    private const int MostForms = 20_000;
    private static readonly TimeSpan s_lookEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, string> _forms = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _wake = new(0, 1);
    private volatile FrozenDictionary<string, CallerName> _names = FrozenDictionary<string, CallerName>.Empty;
    private (long Count, long Numbers, long Last) _stamp = (-1, 0, 0);

    public event Action? Changed;

    public CallerName? Find(string? number)
    {
        var names = _names;
        if (string.IsNullOrEmpty(number) || names.Count == 0)
            return null;
        if (!_forms.TryGetValue(number, out var form))
        {
            form = numbers.Normalize(number) ?? "";
            // A number has few forms, but numbers are many: begun anew rather than kept for ever.
            if (_forms.Count >= MostForms)
                _forms.Clear();
            _forms[number] = form;
        }

        return names.GetValueOrDefault(form);
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        changes.Changed += Wake;
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        changes.Changed -= Wake;
        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failing = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ReadAsync(stoppingToken);
                failing = false;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Numbers without names must not take the phones down with them.
                if (!failing)
                    LogUnread(logger, e);
                failing = true;
            }

            try
            {
                await _wake.WaitAsync(failing ? s_retry : s_lookEvery, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    internal async Task ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Connect();
        var stamp = (
            await db.GetTable<ContactRow>().LongCountAsync(cancellationToken),
            await db.GetTable<ContactNumberRow>().LongCountAsync(cancellationToken),
            await db.GetTable<ContactRow>().MaxAsync(c => (long?)c.ChangedAt, cancellationToken) ?? 0);
        var announced = changes.TakePending();
        if (stamp == _stamp && !announced)
            return;
        var names = new Dictionary<string, CallerName>(StringComparer.Ordinal);
        var rows = from number in db.GetTable<ContactNumberRow>()
                   join contact in db.GetTable<ContactRow>() on number.ContactId equals contact.Id
                   orderby contact.Id, number.Place
                   select new { number.Number, contact.Id, contact.LastName, contact.FirstName, contact.MiddleName, contact.Company };
        CallerName? last = null;
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            if (last?.ContactId != row.Id)
            {
                var name = Contact.NameOf(row.LastName, row.FirstName, row.MiddleName, row.Company);
                last = new(row.Id, name.Length > 0 ? name : row.Number, row.Company.Length > 0 && row.Company != name ? row.Company : null);
            }

            names.TryAdd(row.Number, last);
        }

        _names = names.ToFrozenDictionary(StringComparer.Ordinal);
        _stamp = stamp;
        LogRead(logger, names.Count);
        Changed?.Invoke();
    }

    private void Wake()
    {
        try
        {
            _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is about to read anyway.
        }
    }

    [LoggerMessage(6001, LogLevel.Error, "The directory cannot be read: callers stay without names until it can")]
    private static partial void LogUnread(ILogger logger, Exception exception);

    [LoggerMessage(6002, LogLevel.Debug, "{Count} numbers have a name")]
    private static partial void LogRead(ILogger logger, int count);
}
