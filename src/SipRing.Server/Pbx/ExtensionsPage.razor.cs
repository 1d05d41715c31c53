using Microsoft.AspNetCore.Components;
using SipRing.CallCenter.Floor;
using SipRing.CallCenter.Pbx;
using SipRing.Server.Floor;
using SipRing.Server.Shared;

namespace SipRing.Server.Pbx;

/// <summary>I11: the phones of the own Asterisk. What is looked for and edited stands in the address.</summary>
public sealed partial class ExtensionsPage
{
    private IReadOnlyList<Extension> _all = [];
    private IReadOnlyList<Extension> _shown = [];
    private object? _drawn;
    private bool _loaded;

    [Inject] private ListExtensions List { get; set; } = null!;
    [Inject] private FloorFeed Feed { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "q")] private string? Find { get; set; }
    [SupplyParameterFromQuery(Name = "edit")] private string? Edit { get; set; }

    protected override void OnParametersSet() => Filter();

    protected override async Task LoadAsync()
    {
        if (!_loaded)
        {
            Feed.Changed += OnFloorAsync;
        }

        _all = (await List.HandleAsync(Actor!, CancellationToken.None)).Value ?? [];
        _loaded = true;
        Filter();
    }

    protected override void Leave() => Feed.Changed -= OnFloorAsync;

    private ExtensionState? StateOf(string number) => Feed.Current.Extensions.TryGetValue(number, out var extension) ? extension.State : null;

    private void Filter() => _shown = string.IsNullOrWhiteSpace(Find)
        ? _all
        : [.. _all.Where(e => e.Number.Contains(Find.Trim(), StringComparison.Ordinal) || e.Name.Contains(Find.Trim(), StringComparison.CurrentCultureIgnoreCase))];

    private void Search(ChangeEventArgs change) =>
        Navigation.NavigateTo(Urls.ExtensionsFound(change.Value?.ToString()), new NavigationOptions { ReplaceHistoryEntry = true });

    private Task OnFloorAsync() => ReferenceEquals(_drawn, Feed.Current.Extensions) ? Task.CompletedTask : InvokeAsync(() =>
    {
        _drawn = Feed.Current.Extensions;
        StateHasChanged();
    });
}
