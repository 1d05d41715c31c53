using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Departments;
using SipRing.CallCenter.Ledger;
using SipRing.CallCenter.Reports;
using SipRing.Server.Access;
using SipRing.Server.Shared;

namespace SipRing.Server.Reports;

/// <summary>R1 to R5: calls of queues, answered or lost, with their totals. The address holds the whole filter.</summary>
public sealed partial class QueueReportPage
{
    private const int PageSize = 100;

    /// <summary>As many rows are read at once to bring in new calls around those already there.</summary>
    private const int MostAtOnce = 2000;
    private static readonly TimeSpan s_lookEvery = TimeSpan.FromSeconds(5);

    private QueueReportQuery _query = new();
    private QueueReportQuery? _shown;
    private FilterChoices _choices = FilterChoices.None;
    private List<QueueCall> _calls = [];
    private string? _next;
    private QueueCallSums? _sums;
    private IReadOnlyList<DepartmentSummary> _departments = [];
    private Actor _actor = new(ActorKind.User, "", null);
    private Refusal? _refusal;

    /// <summary>Calls of this table when its rows were read. What is counted beyond is new.</summary>
    private int _counted;
    private DateTimeOffset? _failedAt;
    private QueueCall? _selected;
    private Player? _player;
    private bool _loading = true;
    private bool _mayListen;
    private bool _watching;
    private CancellationTokenSource _load = new();
    private readonly CancellationTokenSource _left = new();

    [Inject] private QueueReportReader Reader { get; set; } = null!;
    [Inject] private FilterChoicesReader ChoicesReader { get; set; } = null!;
    [Inject] private CallCentreTime Time { get; set; } = null!;
    [Inject] private TimeProvider Clock { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private DepartmentBook Book { get; set; } = null!;
    [Inject] private ILogger<QueueReportPage> Log { get; set; } = null!;

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "period")] private string? Period { get; set; }
    [SupplyParameterFromQuery(Name = "from")] private string? From { get; set; }
    [SupplyParameterFromQuery(Name = "to")] private string? To { get; set; }
    [SupplyParameterFromQuery(Name = "queue")] private string[]? Queues { get; set; }
    [SupplyParameterFromQuery(Name = "agent")] private string[]? Agents { get; set; }
    [SupplyParameterFromQuery(Name = "department")] private string[]? Departments { get; set; }
    [SupplyParameterFromQuery(Name = "caller")] private string? Caller { get; set; }
    [SupplyParameterFromQuery(Name = "outcome")] private string? Outcome { get; set; }
    [SupplyParameterFromQuery(Name = "sort")] private string? Sort { get; set; }

    private int New => Math.Max(0, (_sums?.Calls(_query.Lost) ?? 0) - _counted);

    public void Dispose()
    {
        Book.Changed -= OnDepartments;
        _left.Cancel();
        _left.Dispose();
        _load.Cancel();
        _load.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        _query = QueueReportQuery.Parse(Period, From, To, Queues, Agents, Caller, Outcome, Sort, Departments);
        _actor = (await Authentication).User.ToActor() ?? _actor;
        _mayListen = _actor.May(Permission.ListenToRecordings);

        // The first paint says that it loads; the ledger is asked once, by the live page.
        if (RendererInfo.IsInteractive && !_query.SameAs(_shown))
        {
            _shown = _query;
            await LoadAsync(PageSize);
            if (!_watching)
            {
                _watching = true;
                Book.Changed += OnDepartments;
                _ = WatchAsync(_left.Token);
            }
        }
    }

    private Task RefreshAsync() => LoadAsync(PageSize);

    /// <summary>The new rows come in around those already read: the chosen one and its recording stay.</summary>
    private Task ShowNewAsync() => LoadAsync(Math.Clamp(_calls.Count + New, PageSize, MostAtOnce));

    private Task LoadAsync(int limit) => WithLedgerAsync(busy: true, async stop =>
    {
        var query = _query;
        var page = Reader.CallsAsync(_actor, query, limit, null, stop);
        var sums = Reader.SumsAsync(_actor, query, stop);
        await Task.WhenAll(page, sums);
        var departments = await Reader.DepartmentsAsync(_actor, query, stop);
        var choices = await ChoicesReader.ReadAsync(_actor, query, stop);
        stop.ThrowIfCancellationRequested();
        (_calls, _next) = ([.. (await page).Items], (await page).Next);
        (_sums, _departments, _choices) = (await sums, departments, choices);
        _counted = _sums.Calls(query.Lost);
        _selected = _calls.Find(call => call.Id == _selected?.Id);
    });

    private async Task MoreAsync()
    {
        if (_loading || _next is not { } cursor)
        {
            return;
        }

        _loading = true;
        await WithLedgerAsync(busy: true, async stop =>
        {
            var page = await Reader.CallsAsync(_actor, _query, PageSize, cursor, stop);
            stop.ThrowIfCancellationRequested();
            _calls.AddRange(page.Items);
            _next = page.Next;
        });
    }

    private async Task SelectAsync((QueueCall Call, bool Play) choice)
    {
        _selected = choice.Call;
        if (choice.Play && _player is { } player)
        {
            await player.PlayAsync(choice.Call.Recording);
        }
    }

    /// <summary>What the person may see may have changed: nothing of what he may not stays on the page.</summary>
    private void OnDepartments() => _ = InvokeAsync(async () =>
    {
        if (!_left.IsCancellationRequested)
        {
            await RefreshAsync();
        }
    });

    private void Go(QueueReportQuery query) => Navigation.NavigateTo(Urls.QueueReport(query));

    private static string TabCount(int? count) => count is { } value ? Formats.Whole(value) : "";
}
