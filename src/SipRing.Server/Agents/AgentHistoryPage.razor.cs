using System.Globalization;
using Microsoft.AspNetCore.Components;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Agents.Pauses;
using SipRing.CallCenter.Ledger;
using SipRing.CallCenter.Reports;
using SipRing.Server.Floor;
using SipRing.Server.Reports;
using SipRing.Server.Shared;

namespace SipRing.Server.Agents;

/// <summary>When one operator was logged in where, with his pauses and wrap-ups, from the ledger. The address holds the period.</summary>
public sealed partial class AgentHistoryPage
{
    private static readonly ReportPeriod[] s_presets = [ReportPeriod.Today, ReportPeriod.Yesterday, ReportPeriod.Week, ReportPeriod.Month];

    private QueueReportQuery _query = new();
    private IReadOnlyList<AgentSession>? _sessions;
    private IReadOnlyList<PauseReason> _reasons = [];
    private Dictionary<string, string> _queues = [];
    private AgentTimes? _times;
    private Dropdown? _custom;
    private string _name = "";

    [Inject] private ListAgents Agents { get; set; } = null!;
    [Inject] private ListAgentSessions List { get; set; } = null!;
    [Inject] private ListPauseReasons ListReasons { get; set; } = null!;
    [Inject] private Memberships Memberships { get; set; } = null!;
    [Inject] private FloorFeed Feed { get; set; } = null!;
    [Inject] private CallCentreTime Time { get; set; } = null!;

    [Parameter] public int Id { get; set; }

    [SupplyParameterFromQuery(Name = "period")] private string? Period { get; set; }
    [SupplyParameterFromQuery(Name = "from")] private string? From { get; set; }
    [SupplyParameterFromQuery(Name = "to")] private string? To { get; set; }

    private string SpanText
    {
        get
        {
            var (from, to) = _query.Span(Time);
            var (first, last) = (Time.ToLocal(from), Time.ToLocal(to));
            return first.TimeOfDay == TimeSpan.Zero && last.TimeOfDay == TimeSpan.Zero
                ? first.Date.AddDays(1) == last.Date ? Day(first) : $"{Day(first)} – {Day(last.AddDays(-1))}"
                : $"{Day(first)} {first:HH:mm} – {Day(last)} {last:HH:mm}";
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        var query = QueueReportQuery.Parse(Period, From, To, null, null, null, null, null);
        if (!query.SameAs(_query) && Actor is not null)
        {
            _query = query;
            await LoadAsync();
        }

        _query = query;
    }

    protected override void Watch()
    {
        Memberships.Changed += OnMembersChanged;
        _query = QueueReportQuery.Parse(Period, From, To, null, null, null, null, null);
    }

    protected override void Leave() => Memberships.Changed -= OnMembersChanged;

    protected override async Task LoadAsync()
    {
        var names = (await Agents.NamesAsync(Actor!, CancellationToken.None)).Value;
        _name = names?.GetValueOrDefault(Id) ?? T["agent-history.unknown", Id];
        _reasons = (await ListReasons.HandleAsync(Actor!, CancellationToken.None)).Value ?? [];
        _queues = Feed.Current.Queues.Values.ToDictionary(q => q.Number, q => q.Name, StringComparer.Ordinal);
        var (from, to) = _query.Span(Time);
        var sessions = (await List.HandleAsync(Actor!, from, to, Id, [], CancellationToken.None)).Value ?? [];
        _times = AgentTimes.Of(sessions, from, to, Time.Now);
        _sessions = [.. sessions.Reverse()];
    }

    private void OnMembersChanged() => _ = ReloadAsync();

    private void Choose(QueueReportQuery query)
    {
        _custom?.Close();
        Navigation.NavigateTo(Urls.OperatorHistory(Id, query));
    }

    private static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);

    private static string Day(DateTimeOffset day) => day.ToString(Formats.DatePattern, CultureInfo.CurrentCulture);
}
