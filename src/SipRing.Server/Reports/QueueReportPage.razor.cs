using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Ledger;
using SipRing.Server.Access;
using SipRing.Server.Shared;

namespace SipRing.Server.Reports;

/// <summary>R1 to R5: calls of queues, answered or lost, with their totals. The address holds the whole filter.</summary>
public sealed partial class QueueReportPage
{
    private const int PageSize = 100;

    private QueueReportQuery _query = new();
    private QueueReportQuery? _shown;
    private FilterChoices _choices = FilterChoices.None;
    private List<QueueCall> _calls = [];
    private string? _next;
    private QueueTotals? _totals;
    private IReadOnlyList<HourCount> _hours = [];
    private int? _serviceLevel;
    private QueueCall? _selected;
    private Player? _player;
    private bool _loading = true;
    private bool _mayListen;
    private CancellationTokenSource _load = new();

    [Inject] private IQueueCalls Ledger { get; set; } = null!;
    [Inject] private FilterChoicesReader ChoicesReader { get; set; } = null!;
    [Inject] private CallCentreTime Time { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "period")] private string? Period { get; set; }
    [SupplyParameterFromQuery(Name = "from")] private string? From { get; set; }
    [SupplyParameterFromQuery(Name = "to")] private string? To { get; set; }
    [SupplyParameterFromQuery(Name = "queue")] private string[]? Queues { get; set; }
    [SupplyParameterFromQuery(Name = "agent")] private string[]? Agents { get; set; }
    [SupplyParameterFromQuery(Name = "caller")] private string? Caller { get; set; }
    [SupplyParameterFromQuery(Name = "outcome")] private string? Outcome { get; set; }
    [SupplyParameterFromQuery(Name = "sort")] private string? Sort { get; set; }

    public void Dispose()
    {
        _load.Cancel();
        _load.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        _query = QueueReportQuery.Parse(Period, From, To, Queues, Agents, Caller, Outcome, Sort);
        _mayListen = (await Authentication).User.ToActor()?.May(Permission.ListenToRecordings) == true;

        // The first paint says that it loads; the ledger is asked once, by the live page.
        if (RendererInfo.IsInteractive && !_query.SameAs(_shown))
        {
            _shown = _query;
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        await _load.CancelAsync();
        _load.Dispose();
        _load = new();
        var stop = _load.Token;
        _loading = true;
        StateHasChanged();
        try
        {
            var query = _query;
            var all = query.Filter(Time, null);
            var page = Ledger.ListAsync(query.Filter(Time, !query.Lost), query.Sort, PageSize, null, stop);
            var totals = Ledger.TotalsAsync(all, stop);
            var hours = Ledger.ByHourAsync(all, stop);
            var summary = Ledger.SummaryAsync(all, stop);
            await Task.WhenAll(page, totals, hours, summary);
            _choices = await ChoicesReader.ReadAsync(query, stop);
            stop.ThrowIfCancellationRequested();
            (_calls, _next) = ([.. (await page).Items], (await page).Next);
            (_totals, _hours) = (await totals, await hours);
            _serviceLevel = (await summary).Select(queue => queue.ServiceLevelSeconds).Distinct().ToList() is [var one] ? one : null;
            _selected = _calls.Find(call => call.Id == _selected?.Id);
            _loading = false;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // A newer filter is being loaded, or the page was left.
        }
    }

    private async Task MoreAsync()
    {
        if (_loading || _next is not { } cursor)
        {
            return;
        }

        var stop = _load.Token;
        _loading = true;
        try
        {
            var page = await Ledger.ListAsync(_query.Filter(Time, !_query.Lost), _query.Sort, PageSize, cursor, stop);
            stop.ThrowIfCancellationRequested();
            _calls.AddRange(page.Items);
            _next = page.Next;
            _loading = false;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // As above.
        }
    }

    private async Task SelectAsync((QueueCall Call, bool Play) choice)
    {
        _selected = choice.Call;
        if (choice.Play && _player is { } player)
        {
            await player.PlayAsync(choice.Call);
        }
    }

    private void Go(QueueReportQuery query) => Navigation.NavigateTo(Urls.QueueReport(query));

    private static string TabCount(int? count) => count is { } value ? Formats.Whole(value) : "";
}
