using System.Data.Common;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.SystemLog;
using SipRing.Server.Access;
using SipRing.Server.Shared;

namespace SipRing.Server.SystemLog;

/// <summary>I10: who did what and what the system noticed, in one line of time. The address holds the whole filter.</summary>
public sealed partial class LogPage
{
    private const int PageSize = 100;

    /// <summary>A page that follows for a week must not hold a week: older rows are a click away.</summary>
    private const int MostFollowed = 500;
    private static readonly TimeSpan s_lookEvery = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _left = new();
    private LogQuery _query = new();
    private LogQuery? _shown;
    private Actor _actor = null!;
    private List<TimeLineEntry> _entries = [];
    private IReadOnlyList<string> _people = [];
    private string? _next;
    private bool _loading = true;
    private DateTimeOffset? _failedAt;
    private ITimer? _timer;
    private CancellationTokenSource _load = new();

    [Inject] private ReadTimeLine Read { get; set; } = null!;
    [Inject] private ReadAudit Audit { get; set; } = null!;
    [Inject] private SystemEventQueue Queue { get; set; } = null!;
    [Inject] private CallCentreTime Time { get; set; } = null!;
    [Inject] private TimeProvider Clock { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "span")] private string? Span { get; set; }
    [SupplyParameterFromQuery(Name = "from")] private string? From { get; set; }
    [SupplyParameterFromQuery(Name = "to")] private string? To { get; set; }
    [SupplyParameterFromQuery(Name = "q")] private string? Text { get; set; }
    [SupplyParameterFromQuery(Name = "level")] private string? Level { get; set; }
    [SupplyParameterFromQuery(Name = "kind")] private string? Kind { get; set; }
    [SupplyParameterFromQuery(Name = "person")] private string? Person { get; set; }
    [SupplyParameterFromQuery(Name = "follow")] private string? Follow { get; set; }

    public void Dispose()
    {
        _timer?.Dispose();
        _left.Cancel();
        _left.Dispose();
        _load.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        _query = LogQuery.Parse(Span, From, To, Text, Level, Kind, Person, Follow);
        if (!RendererInfo.IsInteractive || _query == _shown || (await Authentication).User.ToActor() is not { } actor)
        {
            return;
        }

        var onlyFollow = _shown is not null && _query with { Follow = _shown.Follow } == _shown;
        (_actor, _shown) = (actor, _query);
        _timer ??= Clock.CreateTimer(_ => _ = InvokeAsync(LookAsync), null, s_lookEvery, s_lookEvery);
        if (!onlyFollow)
        {
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        // Whoever types on wants the last filter's answer, not the first one's.
        await _load.CancelAsync();
        _load.Dispose();
        _load = CancellationTokenSource.CreateLinkedTokenSource(_left.Token);
        var stop = _load.Token;
        _loading = true;
        await TryAsync(async () =>
        {
            var page = await Read.HandleAsync(_actor, _query.Filter(Time), null, PageSize, stop);
            var people = await Audit.PeopleAsync(_actor, stop);
            stop.ThrowIfCancellationRequested();
            (_entries, _next) = ([.. page.Value?.Items ?? []], page.Value?.Next);
            _people = people.Value ?? [];
            _loading = false;
        });
    }

    private Task MoreAsync() => _next is not { } cursor || _loading ? Task.CompletedTask : TryAsync(async () =>
    {
        _loading = true;
        var page = await Read.HandleAsync(_actor, _query.Filter(Time), cursor, PageSize, _left.Token);
        _entries.AddRange(page.Value?.Items ?? []);
        _next = page.Value?.Next;
        _loading = false;
    });

    /// <summary>Only what came since the newest row is read, so that a rare word costs no search through everything.</summary>
    private async Task LookAsync()
    {
        if (_left.IsCancellationRequested || (!_query.Follow && _failedAt is null) || _loading && _failedAt is null)
        {
            return;
        }

        if (_failedAt is not null)
        {
            await LoadAsync();
        }
        else
        {
            await TryAsync(async () =>
            {
                var filter = _query.Filter(Time);
                var since = _entries.Count > 0 ? _entries[0].At : filter.Entries.From;
                var page = await Read.HandleAsync(_actor, filter with { Entries = filter.Entries with { From = since } }, null, PageSize, _left.Token);
                Merge(page.Value?.Items ?? []);
            });
        }

        StateHasChanged();
    }

    private void Merge(IReadOnlyList<TimeLineEntry> fresh)
    {
        var known = _entries.Take(PageSize * 2).Select(entry => entry.Id).ToHashSet(StringComparer.Ordinal);
        _entries.InsertRange(0, fresh.Where(entry => !known.Contains(entry.Id)));
        if (_entries.Count > MostFollowed)
        {
            _entries.RemoveRange(MostFollowed, _entries.Count - MostFollowed);
            _next = ReadTimeLine.CursorAfter(_entries[^1]);
        }
    }

    private async Task TryAsync(Func<Task> read)
    {
        try
        {
            await read();
            _failedAt = null;
        }
        catch (OperationCanceledException)
        {
            // Another filter was chosen meanwhile, or the page was left.
        }
        catch (DbException)
        {
            _failedAt ??= Time.Now;
            _loading = false;
        }
    }

    private void Go(LogQuery query) => Navigation.NavigateTo(query.Url);
}
