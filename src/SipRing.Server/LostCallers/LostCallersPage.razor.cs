using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.WebUtilities;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Contacts;
using SipRing.CallCenter.LostCallers;
using SipRing.Server.Access;
using SipRing.Server.Floor;
using SipRing.Server.Reports;
using SipRing.Server.Shared;

namespace SipRing.Server.LostCallers;

/// <summary>I15: callers who were not answered, until they are reached. The address holds the whole filter and the caller whose story is open.</summary>
public sealed partial class LostCallersPage
{
    private const int PageSize = 100;

    /// <summary>What time alone changes (overdue, taken) is seen within so long.</summary>
    private static readonly TimeSpan s_lookEvery = TimeSpan.FromSeconds(5);
    private LostCallersQuery _query = new();
    private LostCallersQuery? _shown;
    private List<LostCaller> _callers = [];
    private string? _next;
    private LostCallerSums? _sums;
    private GetLostCaller.Story? _story;
    private bool _storyMissing;
    private IReadOnlyList<Choice<string>> _queues = [];
    private HashSet<string> _onLine = [];
    private DateTimeOffset? _failedAt;
    private bool _loading = true;
    private bool _mayRule;
    private bool _gone;
    private Actor _actor = new(ActorKind.User, "", null);
    private CancellationTokenSource _load = new();
    private ITimer? _timer;

    [Inject] private ListLostCallers List { get; set; } = null!;
    [Inject] private SummarizeLostCallers Summarize { get; set; } = null!;
    [Inject] private GetLostCaller Get { get; set; } = null!;
    [Inject] private TakeLostCaller Taking { get; set; } = null!;
    [Inject] private LostCallerChanges Changes { get; set; } = null!;
    [Inject] private FilterChoicesReader Choices { get; set; } = null!;
    [Inject] private FloorFeed Feed { get; set; } = null!;
    [Inject] private NumberForms Forms { get; set; } = null!;
    [Inject] private ICallerNames Names { get; set; } = null!;
    [Inject] private CallCentreTime Time { get; set; } = null!;
    [Inject] private TimeProvider Clock { get; set; } = null!;
    [Inject] private Outcomes Outcomes { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private ILogger<LostCallersPage> Log { get; set; } = null!;

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = null!;

    private string EmptyText => _query switch
    {
        { IsNarrowed: true } => "lost-callers.empty-filter",
        { View: LostCallerView.Open } => "lost-callers.empty-open",
        { View: LostCallerView.Overdue } => "lost-callers.empty-overdue",
        _ => "lost-callers.empty",
    };

    private string SpanText
    {
        get
        {
            var (from, to) = _query.Span.Span(Time);
            string Moment(DateTimeOffset at) => Time.ToLocal(at).ToString(Formats.DatePattern, CultureInfo.CurrentCulture);
            return Moment(from) == Moment(to.AddSeconds(-1)) ? Moment(from) : $"{Moment(from)} – {Moment(to.AddSeconds(-1))}";
        }
    }

    public void Dispose()
    {
        _gone = true;
        Navigation.LocationChanged -= OnLocation;
        Changes.Changed -= OnChanged;
        Names.Changed -= OnNames;
        Feed.Changed -= OnFloorAsync;
        _timer?.Dispose();
        _load.Cancel();
        _load.Dispose();
    }

    protected override void OnInitialized()
    {
        if (!RendererInfo.IsInteractive)
            return;
        // A page without parameters is not told that its address has another query.
        Navigation.LocationChanged += OnLocation;
        Changes.Changed += OnChanged;
        Names.Changed += OnNames;
        Feed.Changed += OnFloorAsync;
        Feed.Start();
        _timer = Clock.CreateTimer(_ => OnChanged(), null, s_lookEvery, s_lookEvery);
    }

    protected override Task OnParametersSetAsync() => FollowAsync();

    private void OnLocation(object? sender, LocationChangedEventArgs change) => _ = InvokeAsync(async () =>
    {
        if (_gone || new Uri(change.Location).AbsolutePath != Urls.LostCallersPath)
            return;
        await FollowAsync();
        StateHasChanged();
    });

    private async Task FollowAsync()
    {
        var parameters = QueryHelpers.ParseQuery(new Uri(Navigation.Uri).Query).SelectMany(p => p.Value, (p, value) => new KeyValuePair<string, string>(p.Key, value ?? ""));
        _query = LostCallersQuery.Parse(parameters);
        _actor = (await Authentication).User.ToActor() ?? _actor;
        _mayRule = _actor.May(Permission.ManagePbx);
        if (!RendererInfo.IsInteractive)
            return;
        var sameList = _query.SameListAs(_shown);
        var sameCaller = _query.Caller == _shown?.Caller && _shown is not null;
        _shown = _query;
        if (!sameList)
            await RefreshAsync(busy: true);
        else if (!sameCaller)
            await ReadStoryAsync();
    }

    private async Task RefreshAsync(bool busy)
    {
        // Whoever types on wants the last filter's answer.
        await _load.CancelAsync();
        _load.Dispose();
        _load = new();
        var stop = _load.Token;
        _loading = busy || _loading;
        if (busy)
            StateHasChanged();
        try
        {
            var filter = _query.Filter(Time, Forms);
            // As many as are open already, so that "more" stays where it is.
            var page = Value(await List.HandleAsync(_actor, filter, busy ? PageSize : Math.Max(PageSize, _callers.Count), null, stop));
            var sums = Value(await Summarize.HandleAsync(_actor, filter, stop));
            var queues = busy ? (await Choices.ReadAsync(_actor, new() { Queues = _query.Queues }, stop)).Queues : _queues;
            stop.ThrowIfCancellationRequested();
            (_callers, _next, _sums, _queues) = ([.. page.Items], page.Next, sums, queues);
            _failedAt = null;
            await ReadStoryAsync();
        }
        catch (Exception) when (_gone || stop.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception)
        {
            if (_failedAt is null)
                LogReadFailed(Log, exception);
            _failedAt ??= Time.Now;
        }

        _loading = false;
        LookAtFloor();
        StateHasChanged();
    }

    private async Task MoreAsync()
    {
        if (_loading || _next is not { } cursor)
            return;
        var page = Value(await List.HandleAsync(_actor, _query.Filter(Time, Forms), PageSize, cursor, _load.Token));
        _callers.AddRange(page.Items);
        _next = page.Next;
    }

    private async Task ReadStoryAsync()
    {
        (_storyMissing, var id) = (false, _query.Caller);
        if (id is null)
        {
            _story = null;
            return;
        }

        var found = await Get.HandleAsync(_actor, id.Value, CancellationToken.None);
        (_story, _storyMissing) = (found.Value, !found.Succeeded);
    }

    private async Task TakeAsync(LostCaller caller)
    {
        var result = await Taking.HandleAsync(_actor, caller.Id, null, CancellationToken.None);
        Outcomes.Show(result.Refusal, T["lost-callers.taken-done", Formats.Phone(caller.Caller)]);
        await RefreshAsync(busy: false);
    }

    private Task ActedAsync() => RefreshAsync(busy: false);

    private string CountOf(LostCallerView view) => _sums is not { } sums ? "" : view switch
    {
        LostCallerView.Open => Formats.Count(sums.Open),
        LostCallerView.Overdue => Formats.Count(sums.Overdue),
        LostCallerView.Taken => Formats.Count(sums.Taken),
        _ => "",
    };

    private static T Value<T>(Result<T> result) => result.Succeeded ? result.Value : throw new InvalidOperationException(result.Refusal.Message);

    private void Go(LostCallersQuery query) => Navigation.NavigateTo(query.Url);

    private void Select(LostCaller caller) => Navigation.NavigateTo((_query with { Caller = caller.Id }).Url, replace: _query.Caller is not null);

    private void OnChanged() => _ = InvokeAsync(() => _gone || _shown is null || _loading ? Task.CompletedTask : RefreshAsync(busy: false));

    private void OnNames() => _ = InvokeAsync(StateHasChanged);

    private Task OnFloorAsync() => InvokeAsync(() =>
    {
        if (!_gone && LookAtFloor())
            StateHasChanged();
    });

    /// <summary>Who is on the line now: the ledger tells of a call only when it is over.</summary>
    private bool LookAtFloor()
    {
        var now = new HashSet<string>(StringComparer.Ordinal);
        if (Feed.Current.Link.State == SipRing.CallCenter.Floor.LinkState.Live && _callers.Count > 0)
        {
            foreach (var call in Feed.Current.Calls.Values)
            {
                foreach (var side in new[] { call.From, call.To })
                {
                    if (Forms.Normalize(side) is { } number)
                        now.Add(number);
                }
            }
        }

        if (now.SetEquals(_onLine))
            return false;
        _onLine = now;
        return true;
    }

    [LoggerMessage(7011, LogLevel.Error, "Lost callers cannot be read; their page tries again by itself")]
    private static partial void LogReadFailed(ILogger logger, Exception exception);
}
