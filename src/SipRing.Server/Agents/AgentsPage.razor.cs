using System.Globalization;
using Microsoft.AspNetCore.Components;
using SipRing.CallCenter.Agents;
using SipRing.Server.Floor;
using SipRing.Server.Shared;

namespace SipRing.Server.Agents;

/// <summary>I2: who works here as an operator, and who did. What is looked for and edited stands in the address.</summary>
public sealed partial class AgentsPage
{
    private readonly HashSet<int> _chosen = [];
    private IReadOnlyList<AgentCard> _all = [];
    private IReadOnlyList<AgentCard> _shown = [];
    private Dictionary<int, OperatorView> _floor = [];
    private object? _drawn;
    private (int Done, int Of)? _making;
    private int _working;
    private bool _loaded;
    private bool _stop;

    [Inject] private ListAgentCards List { get; set; } = null!;
    [Inject] private ResetPin ResetPin { get; set; } = null!;
    [Inject] private PinSlips Slips { get; set; } = null!;
    [Inject] private Memberships Memberships { get; set; } = null!;
    [Inject] private FloorFeed Feed { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "q")] private string? Find { get; set; }
    [SupplyParameterFromQuery(Name = "show")] private string? Show { get; set; }
    [SupplyParameterFromQuery(Name = "edit")] private string? Edit { get; set; }

    private bool Dismissed => Show == "dismissed";

    private bool AllChosen => _shown.Count > 0 && _shown.All(card => _chosen.Contains(card.Agent.Id));

    private string Status => _chosen.Count > 0 ? T["agents.chosen", _chosen.Count] : T["pbx.shown-of", _shown.Count, Dismissed ? _all.Count - _working : _working];

    protected override void OnParametersSet() => Filter();

    protected override void Watch()
    {
        Memberships.Changed += OnMembersChanged;
        Feed.Changed += OnFloorAsync;
        TakeFloor();
    }

    protected override void Leave()
    {
        Memberships.Changed -= OnMembersChanged;
        Feed.Changed -= OnFloorAsync;
        _stop = true;
    }

    protected override async Task LoadAsync()
    {
        _all = (await List.HandleAsync(Actor!, CancellationToken.None)).Value ?? [];
        _loaded = true;
        Filter();
    }

    private void OnMembersChanged() => _ = ReloadAsync();

    private Task OnFloorAsync() => ReferenceEquals(_drawn, Feed.Current.Queues) ? Task.CompletedTask : InvokeAsync(() =>
    {
        TakeFloor();
        StateHasChanged();
    });

    private void TakeFloor()
    {
        _drawn = Feed.Current.Queues;
        _floor = OperatorView.From(Feed.Current, null).Where(o => o.AgentId is not null).DistinctBy(o => o.AgentId).ToDictionary(o => o.AgentId!.Value);
    }

    private OperatorView? NowOf(AgentCard card) => card.Members.Count > 0 ? _floor.GetValueOrDefault(card.Agent.Id) : null;

    private bool IsEdited(AgentCard card) => Edit == card.Agent.Id.ToString(CultureInfo.InvariantCulture);

    private void Filter()
    {
        _working = _all.Count(card => card.DismissedAt is null);
        var find = Find?.Trim() ?? "";
        _shown = [.. _all.Where(card => card.DismissedAt is not null == Dismissed && IsFound(card, find))];
        _chosen.IntersectWith(_shown.Where(card => card.DismissedAt is null).Select(card => card.Agent.Id));
    }

    private static bool IsFound(AgentCard card, string find) => find.Length == 0
        || card.Agent.Name.Contains(find, StringComparison.CurrentCultureIgnoreCase)
        || card.Agent.Id.ToString(CultureInfo.InvariantCulture) == find
        || card.Login?.Name.Contains(find, StringComparison.OrdinalIgnoreCase) == true
        || card.Members.Any(m => m.Extension == find || m.Queue == find);

    private void Search(ChangeEventArgs change) =>
        Navigation.NavigateTo(Urls.Operators(change.Value?.ToString(), Dismissed), new NavigationOptions { ReplaceHistoryEntry = true });

    private void Choose(int id)
    {
        if (!_chosen.Remove(id))
        {
            _chosen.Add(id);
        }
    }

    private void ChooseAll(ChangeEventArgs change)
    {
        _chosen.Clear();
        if (change.Value is true)
        {
            _chosen.UnionWith(_shown.Select(card => card.Agent.Id));
        }
    }

    /// <summary>One after the other, each on its own: what was made before somebody stops it is made, and its slip is there.</summary>
    private async Task NewPinsAsync()
    {
        var wanted = _shown.Where(card => _chosen.Contains(card.Agent.Id)).ToList();
        _stop = false;
        for (var i = 0; i < wanted.Count && !_stop; i++)
        {
            _making = (i, wanted.Count);
            StateHasChanged();
            var made = await ResetPin.HandleAsync(Actor!, wanted[i].Agent.Id, CancellationToken.None);
            if (!made.Succeeded)
            {
                Outcomes.Refused(made.Refusal);
                break;
            }

            Slips.Add(made.Value);
            _chosen.Remove(made.Value.AgentId);

            // A PIN is slow to make, on purpose: what was clicked meanwhile comes first.
            await Task.Yield();
        }

        _making = null;
        if (_chosen.Count == 0)
        {
            Navigation.NavigateTo(Urls.PinSlips);
        }
    }
}
