using System.Globalization;
using Microsoft.AspNetCore.Components;
using SipRing.CallCenter.Agents.Pauses;
using SipRing.Server.Shared;

namespace SipRing.Server.Agents;

/// <summary>The managed list of reasons that a pause may have.</summary>
public sealed partial class PauseReasonsPage
{
    private IReadOnlyList<PauseReason> _reasons = [];
    private bool _loaded;

    [Inject] private ListPauseReasons List { get; set; } = null!;
    [Inject] private OrderPauseReasons Order { get; set; } = null!;
    [Inject] private AddUsualPauseReasons AddUsual { get; set; } = null!;
    [Inject] private PauseReasons Reasons { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "edit")] private string? Edit { get; set; }

    protected override void Watch() => Reasons.Changed += OnReasonsChanged;

    protected override void Leave() => Reasons.Changed -= OnReasonsChanged;

    protected override async Task LoadAsync()
    {
        _reasons = (await List.HandleAsync(Actor!, CancellationToken.None)).Value ?? [];
        _loaded = true;
    }

    private void OnReasonsChanged() => _ = ReloadAsync();

    private async Task AddUsualAsync() => Outcomes.Show((await AddUsual.HandleAsync(Actor!, CancellationToken.None)).Refusal, T["pauses.added-usual"]);

    private async Task MoveAsync(int at, int by)
    {
        var codes = _reasons.Select(r => r.Code).ToList();
        (codes[at], codes[at + by]) = (codes[at + by], codes[at]);
        if ((await Order.HandleAsync(Actor!, codes, CancellationToken.None)).Refusal is { } refusal)
        {
            Outcomes.Refused(refusal);
        }
    }

    private static string Text(int code) => code.ToString(CultureInfo.InvariantCulture);

    private string Minutes(int? minutes) => minutes is { } limit ? T["pauses.minutes", limit] : Formats.Dash;
}
