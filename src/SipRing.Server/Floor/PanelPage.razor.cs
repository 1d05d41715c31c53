using Microsoft.AspNetCore.Components;
using SipRing.CallCenter.Floor;
using SipRing.Server.Shared;

namespace SipRing.Server.Floor;

public sealed partial class PanelPage
{
    private FloorSnapshot _snapshot = null!;
    private PanelFigures _figures = null!;
    private FloorQueue? _queue;

    /// <summary>The queue whose callers and operators are shown; without it those of all.</summary>
    [SupplyParameterFromQuery(Name = "queue")]
    private string? Queue { get; set; }

    [SupplyParameterFromQuery(Name = "state")]
    private string? State { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    private string? Sort { get; set; }

    /// <summary>The phone that somebody looked for.</summary>
    [SupplyParameterFromQuery(Name = "phone")]
    private string? Phone { get; set; }

    [Inject]
    private CallCentreTime Time { get; set; } = null!;

    public void Dispose() => Feed.Changed -= OnFloorAsync;

    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive)
        {
            Feed.Changed += OnFloorAsync;
        }
    }

    protected override void OnParametersSet() => Take(Feed.Current);

    private Task OnFloorAsync() => InvokeAsync(() =>
    {
        Take(Feed.Current);
        StateHasChanged();
    });

    private void Take(FloorSnapshot snapshot)
    {
        _snapshot = snapshot;
        _figures = PanelFigures.From(snapshot);
        _queue = Queue is null ? null : snapshot.Queues.GetValueOrDefault(Queue);
    }
}
