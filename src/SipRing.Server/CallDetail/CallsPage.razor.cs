using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.WebUtilities;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.CallDetail;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Contacts;
using SipRing.CallCenter.Departments;
using SipRing.CallCenter.Ledger;
using SipRing.Server.Access;
using SipRing.Server.Reports;
using SipRing.Server.Shared;

namespace SipRing.Server.CallDetail;

/// <summary>I8: every call of the PBX. The address holds the whole filter and the call whose story is open.</summary>
public sealed partial class CallsPage
{
    private const int PageSize = 100;
    private static readonly TimeSpan s_lookEvery = TimeSpan.FromSeconds(5);
    private readonly CancellationTokenSource _left = new();
    private CallsQuery _query = new();
    private CallsQuery? _shown;
    private List<PhoneCall> _calls = [];
    private string? _next;
    private PhoneCallTotals? _totals;
    private int _counted;
    private PhoneCallStory? _story;
    private bool _storyMissing;
    private IReadOnlyList<Choice<int>> _agents = [];
    private IReadOnlyList<Choice<int>> _departments = [];
    private IReadOnlyList<string> _trunks = [];
    private Refusal? _refusal;
    private DateTimeOffset? _failedAt;
    private bool _loading = true;
    private bool _mayListen;
    private bool _watching;
    private Actor _actor = new(ActorKind.User, "", null);
    private CancellationTokenSource _load = new();

    [Inject] private ListCalls List { get; set; } = null!;
    [Inject] private SummarizeCalls Summarize { get; set; } = null!;
    [Inject] private GetCall Get { get; set; } = null!;
    [Inject] private DepartmentBook Book { get; set; } = null!;
    [Inject] private FilterChoicesReader Choices { get; set; } = null!;
    [Inject] private NumberForms Forms { get; set; } = null!;
    [Inject] private ICallerNames Names { get; set; } = null!;
    [Inject] private CallCentreTime Time { get; set; } = null!;
    [Inject] private TimeProvider Clock { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private ILogger<CallsPage> Log { get; set; } = null!;

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = null!;

    private int New => Math.Max(0, (_totals?.Calls ?? 0) - _counted);

    private string ExportUrl
    {
        get
        {
            var (from, to) = _query.Span.Span(Time);
            return Urls.CallsExport(_query, from, to, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "ru" ? "ru" : "en");
        }
    }

    public void Dispose()
    {
        Navigation.LocationChanged -= OnLocation;
        Names.Changed -= OnNames;
        Book.Changed -= OnDepartments;
        _left.Cancel();
        _left.Dispose();
        _load.Cancel();
        _load.Dispose();
    }

    protected override void OnInitialized()
    {
        Names.Changed += OnNames;

        // A page without parameters is not told that its address has another query.
        Navigation.LocationChanged += OnLocation;
    }

    protected override Task OnParametersSetAsync() => FollowAsync();

    private void OnLocation(object? sender, LocationChangedEventArgs change) => _ = InvokeAsync(async () =>
    {
        if (_left.IsCancellationRequested || new Uri(change.Location).AbsolutePath != Urls.CallsPath)
            return;
        await FollowAsync();
        StateHasChanged();
    });

    private async Task FollowAsync()
    {
        var parameters = QueryHelpers.ParseQuery(new Uri(Navigation.Uri).Query).SelectMany(p => p.Value, (p, value) => new KeyValuePair<string, string>(p.Key, value ?? ""));
        _query = CallsQuery.Parse(parameters);
        _actor = (await Authentication).User.ToActor() ?? _actor;
        _mayListen = _actor.May(Permission.ListenToRecordings);
        if (!RendererInfo.IsInteractive)
            return;
        var sameList = _query.SameListAs(_shown);
        var sameCall = _query.Call == _story?.Call.Id;
        _shown = _query;
        if (!sameList)
            await RefreshAsync();
        if (!sameCall)
            await WithLedgerAsync(busy: false, ReadStoryAsync);
        if (!_watching)
        {
            _watching = true;
            Book.Changed += OnDepartments;
            _ = WatchAsync(_left.Token);
        }
    }

    private Task RefreshAsync() => WithLedgerAsync(busy: true, async stop =>
    {
        var filter = _query.Filter(Time, Forms);
        var page = Value(await List.HandleAsync(_actor, filter, PageSize, null, stop));
        var totals = Value(await Summarize.HandleAsync(_actor, filter, stop));
        var choices = await Choices.ReadAsync(_actor, _query.Span with { Agents = _query.Agents }, stop);
        var trunks = Value(await List.TrunksAsync(_actor, filter.From, filter.To, stop));
        stop.ThrowIfCancellationRequested();
        (_calls, _next, _totals, _counted) = ([.. page.Items], page.Next, totals, totals.Calls);
        (_agents, _departments, _trunks) = (choices.Agents, choices.Departments, trunks);
    });

    private async Task MoreAsync()
    {
        if (_loading || _next is not { } cursor)
            return;
        await WithLedgerAsync(busy: true, async stop =>
        {
            var page = Value(await List.HandleAsync(_actor, _query.Filter(Time, Forms), PageSize, cursor, stop));
            stop.ThrowIfCancellationRequested();
            _calls.AddRange(page.Items);
            _next = page.Next;
        });
    }

    private async Task ReadStoryAsync(CancellationToken stop)
    {
        _story = null;
        _storyMissing = false;
        if (_query.Call is not { } id)
            return;
        var result = await Get.HandleAsync(_actor, id, stop);
        stop.ThrowIfCancellationRequested();
        (_story, _storyMissing) = (result.Value, !result.Succeeded);
    }

    private static T Value<T>(Result<T> result) => result.OrThrow();

    /// <summary>What the person may see may have changed: nothing of what he may not stays on the page.</summary>
    private void OnDepartments() => _ = InvokeAsync(async () =>
    {
        if (_left.IsCancellationRequested)
            return;
        await RefreshAsync();
        await WithLedgerAsync(busy: false, ReadStoryAsync);
    });

    private void Go(CallsQuery query) => Navigation.NavigateTo(Urls.Calls(query));

    private void Select(PhoneCall call) => Navigation.NavigateTo(Urls.Calls(_query with { Call = call.Id }), replace: _query.Call is not null);

    private void OnNames() => _ = InvokeAsync(StateHasChanged);
}
