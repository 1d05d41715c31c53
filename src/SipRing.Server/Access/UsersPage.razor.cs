using Microsoft.AspNetCore.Components;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.Server.Shared;

namespace SipRing.Server.Access;

/// <summary>Who signs in to the pages, with what role. What is looked for and edited stands in the address.</summary>
public sealed partial class UsersPage
{
    private IReadOnlyList<User> _all = [];
    private IReadOnlyList<User> _shown = [];
    private IReadOnlyDictionary<int, string> _phones = new Dictionary<int, string>();
    private IReadOnlyDictionary<int, string> _agents = new Dictionary<int, string>();
    private bool _loaded;

    [Inject] private ListUsers List { get; set; } = null!;
    [Inject] private ListAgents Agents { get; set; } = null!;
    [Inject] private CallCentreTime Time { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "q")] private string? Find { get; set; }
    [SupplyParameterFromQuery(Name = "edit")] private string? Edit { get; set; }

    protected override void OnParametersSet() => Filter();

    protected override async Task LoadAsync()
    {
        _all = (await List.HandleAsync(Actor!, CancellationToken.None)).Value ?? [];
        _phones = (await List.PhonesAsync(Actor!, CancellationToken.None)).Value ?? _phones;
        _agents = (await Agents.NamesAsync(Actor!, CancellationToken.None)).Value ?? _agents;
        _loaded = true;
        Filter();
    }

    private void Filter() => _shown = string.IsNullOrWhiteSpace(Find)
        ? _all
        : [.. _all.Where(u => u.Name.Contains(Find.Trim(), StringComparison.OrdinalIgnoreCase)
            || _phones.GetValueOrDefault(u.Id)?.Contains(Find.Trim(), StringComparison.Ordinal) == true
            || (u.AgentId is { } agent && _agents.GetValueOrDefault(agent)?.Contains(Find.Trim(), StringComparison.CurrentCultureIgnoreCase) == true))];

    private void Search(ChangeEventArgs change) =>
        Navigation.NavigateTo(Urls.Users(change.Value?.ToString()), new NavigationOptions { ReplaceHistoryEntry = true });
}
