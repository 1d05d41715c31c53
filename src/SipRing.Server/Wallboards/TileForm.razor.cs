using Microsoft.AspNetCore.Components;
using SipRing.CallCenter.Floor;
using SipRing.CallCenter.Wallboards;
using SipRing.Server.Shared.Forms;

namespace SipRing.Server.Wallboards;

public sealed partial class TileForm
{
    [Parameter, EditorRequired] public WallboardTile Tile { get; set; } = null!;

    [Parameter, EditorRequired] public FormState State { get; set; } = null!;

    [Parameter, EditorRequired] public FloorSnapshot Floor { get; set; } = null!;

    [Parameter] public EventCallback<WallboardTile> Changed { get; set; }

    [Parameter] public EventCallback Removed { get; set; }

    [Parameter] public EventCallback Closed { get; set; }

    private IReadOnlyList<(WallboardMetric, string)> Metrics => [.. WallboardMetrics.Shown(Tile.Kind).Select(m => (m, T[WallboardWords.Of(m)].Value))];

    private IReadOnlyList<(int, string)> Bars => [(60, T["tile.bar-hour"].Value), (15, T["tile.bar-quarter"].Value)];

    private Task SetAsync(WallboardTile tile) => Changed.InvokeAsync(tile);

    /// <summary>Other figures; thresholds of those that are gone go with them.</summary>
    private WallboardTile With(IReadOnlyList<WallboardMetric> metrics) =>
        Tile with { Metrics = metrics, Thresholds = [.. Tile.Thresholds.Where(t => metrics.Contains(t.Metric))] };

    // Columns keep the order of the list, whatever was ticked first.
    private Task ToggleAsync(WallboardMetric metric) => SetAsync(With(
        [.. WallboardMetrics.Shown(Tile.Kind).Where(m => m == metric ? !Tile.Metrics.Contains(m) : Tile.Metrics.Contains(m))]));

    private Task ToggleAsync(string queue) => SetAsync(Tile with
    {
        Queues = Tile.Queues.Contains(queue) ? [.. Tile.Queues.Where(q => q != queue)] : [.. Tile.Queues.Append(queue).Order(StringComparer.Ordinal)],
    });

    private Task SetThresholdAsync(WallboardThreshold threshold) =>
        SetAsync(Tile with { Thresholds = [.. Tile.Thresholds.Where(t => t.Metric != threshold.Metric), threshold] });
}
