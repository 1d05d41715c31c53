using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Agents.Pauses;
using SipRing.CallCenter.Agents.WrapUps;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Floor;
using SipRing.CallCenter.Ledger;
using SipRing.CallCenter.Reports;
using SipRing.Server.Access;
using SipRing.Server.Floor;
using SipRing.Server.Shared;
using SipRing.Server.Shared.Forms;

namespace SipRing.Server.Agents;

/// <summary>What an operator sees of himself, and what he may do: pauses, wrap-up, queues. Nobody else is on this page.</summary>
public sealed partial class OwnDeskPage
{
    private const string PhoneSetting = "desk-phone";
    private static readonly TimeSpan s_lookEvery = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _left = new();
    private OwnDesk? _desk;
    private Refusal? _refusal;
    private OperatorView? _now;
    private object? _drawn;
    private IReadOnlyList<FloorQueue> _queues = [];
    private Dictionary<string, string> _names = [];
    private IReadOnlyList<AgentSession> _sessions = [];
    private AgentTimes? _times;
    private string _phone = "";
    private string? _phoneError;
    private int? _user;
    private bool _busy;

    [Inject] private GetOwnDesk Get { get; set; } = null!;
    [Inject] private ListAgentSessions ListSessions { get; set; } = null!;
    [Inject] private LogInAgent LogIn { get; set; } = null!;
    [Inject] private LogOutAgent LogOut { get; set; } = null!;
    [Inject] private LogOutEverywhere LogOutEverywhere { get; set; } = null!;
    [Inject] private PauseEverywhere Pause { get; set; } = null!;
    [Inject] private EndWrapUp EndWrapUp { get; set; } = null!;
    [Inject] private ExtendWrapUp ExtendWrapUp { get; set; } = null!;
    [Inject] private Memberships Memberships { get; set; } = null!;
    [Inject] private WrapUps WrapUps { get; set; } = null!;
    [Inject] private PauseLimits Limits { get; set; } = null!;
    [Inject] private UserSettings Settings { get; set; } = null!;
    [Inject] private FloorFeed Feed { get; set; } = null!;
    [Inject] private CallCentreTime Time { get; set; } = null!;
    [Inject] private TimeProvider Clock { get; set; } = null!;

    [CascadingParameter] private Task<AuthenticationState> SignedIn { get; set; } = null!;

    protected override void Watch()
    {
        Memberships.Changed += OnChanged;
        WrapUps.Changed += OnChanged;
        Limits.Changed += OnChanged;
        Feed.Changed += OnFloorAsync;
        _ = LookAsync(_left.Token);
    }

    protected override void Leave()
    {
        Memberships.Changed -= OnChanged;
        WrapUps.Changed -= OnChanged;
        Limits.Changed -= OnChanged;
        Feed.Changed -= OnFloorAsync;
        _left.Cancel();
        _left.Dispose();
    }

    protected override async Task LoadAsync()
    {
        var desk = await Get.HandleAsync(Actor!, CancellationToken.None);
        (_desk, _refusal) = (desk.Value, desk.Refusal);
        if (_desk is null)
            return;
        if (_user is null)
        {
            _user = (await SignedIn).User.UserId();
            _phone = _user is { } id ? await Settings.GetAsync(id, PhoneSetting, CancellationToken.None) ?? "" : "";
        }

        TakeFloor();
        var from = Time.StartOf(Time.Today);
        var to = Time.StartOf(Time.Today.AddDays(1));
        var sessions = (await ListSessions.HandleAsync(Actor!, from, to, _desk.Agent.Id, [], CancellationToken.None)).Value ?? [];
        _times = AgentTimes.Of(sessions, from, to, Time.Now);
        _sessions = [.. sessions.Reverse()];
    }

    private void OnChanged() => _ = ReloadAsync();

    /// <summary>The ledger follows Asterisk's log by itself, a moment after what was done here.</summary>
    private async Task LookAsync(CancellationToken left)
    {
        try
        {
            using var timer = new PeriodicTimer(s_lookEvery, Clock);
            while (await timer.WaitForNextTickAsync(left))
                await ReloadAsync();
        }
        catch (Exception e) when (left.IsCancellationRequested && e is OperationCanceledException or ObjectDisposedException)
        {
            // The page was left.
        }
    }

    private Task OnFloorAsync() => _desk is null || ReferenceEquals(_drawn, Feed.Current.Queues) ? Task.CompletedTask : InvokeAsync(() =>
    {
        TakeFloor();
        StateHasChanged();
    });

    private void TakeFloor()
    {
        _drawn = Feed.Current.Queues;
        _queues = [.. Feed.Current.Queues.Values];
        _names = _queues.ToDictionary(q => q.Number, q => q.Name, StringComparer.Ordinal);
        _now = OperatorView.From(Feed.Current, null).FirstOrDefault(o => o.AgentId == _desk!.Agent.Id);
    }

    private Task PauseAsync(string? reason) => ActAsync(async phone => (await Pause.HandleAsync(Actor!, new(phone, true, reason), CancellationToken.None)).Refusal);

    private Task ResumeAsync() => ActAsync(async phone => (await Pause.HandleAsync(Actor!, new(phone, false), CancellationToken.None)).Refusal);

    private Task EndWrapUpAsync() => ActAsync(async phone => (await EndWrapUp.HandleAsync(Actor!, phone, CancellationToken.None)).Refusal);

    private Task ExtendAsync() =>
        ActAsync(async phone => (await ExtendWrapUp.HandleAsync(Actor!, phone, CallCenter.Agents.WrapUps.ExtendWrapUp.DefaultSeconds, CancellationToken.None)).Refusal);

    private Task LeaveAsync(Member member) => ActAsync(async phone => (await LogOut.HandleAsync(Actor!, member.Queue, phone, CancellationToken.None)).Refusal);

    private Task LeaveAllAsync() => ActAsync(async _ => (await LogOutEverywhere.HandleAsync(Actor!, _desk!.Agent.Id, CancellationToken.None)).Refusal);

    private async Task JoinAsync(string queue)
    {
        var phone = _desk!.Extension ?? _phone.Trim();
        _phoneError = phone.Length == 0 ? T["desk.phone-missing"].Value : null;
        if (_phoneError is not null)
            return;
        await ActAsync(async _ =>
        {
            var joined = await LogIn.HandleAsync(Actor!, new(queue, phone, _desk.Agent.Id), CancellationToken.None);
            if (joined.Refusal is { Field: "extension" } wrong && _desk.Extension is null)
            {
                _phoneError = T.Of(wrong);
                return null;
            }

            if (joined.Succeeded && _user is { } user)
                await Settings.SetAsync(user, PhoneSetting, phone, CancellationToken.None);
            return joined.Refusal;
        });
    }

    private async Task ActAsync(Func<string, Task<Refusal?>> act)
    {
        if (_busy)
            return;
        _busy = true;
        try
        {
            if (await act(_desk!.Extension ?? "") is { } refusal)
                Outcomes.Refused(refusal);
        }
        finally
        {
            _busy = false;
        }

        await ReloadAsync();
    }
}
