using Microsoft.AspNetCore.Components;
using SipRing.CallCenter.Floor;
using SipRing.Server.Reports;
using SipRing.Server.Shared;

namespace SipRing.Server.Floor;

/// <summary>One queue. Drawn again only when its record is another one.</summary>
public sealed partial class QueueRow
{
    private (FloorQueue? Queue, bool Selected) _drawn;
    private List<(MemberState State, int Count)> _counts = [];

    [Parameter, EditorRequired]
    public FloorQueue Queue { get; set; } = null!;

    /// <summary>A click on the selected queue shows all again.</summary>
    [Parameter]
    public bool Selected { get; set; }

    /// <summary>The department that the panel is narrowed to.</summary>
    [CascadingParameter(Name = "Department")]
    private string? Department { get; set; }

    private string Link => Urls.PanelOf(Selected ? null : Queue.Number, department: Department);

    private int Free => Queue.Members.Count(member => member.State == MemberState.Free);

    private DateTimeOffset? Longest => Queue.Waiting.IsEmpty ? null : Queue.Waiting.Min(caller => caller.EnteredAt);

    private string MeterText => string.Join(", ", _counts.Select(pair => $"{T[StateLook.LegendWord(pair.State)]} {pair.Count}"));

    protected override void OnParametersSet()
    {
        if (!ReferenceEquals(_drawn.Queue, Queue))
        {
            _counts = [.. StateLook.Meter.Select(state => (state, Queue.Members.Count(member => member.State == state))).Where(pair => pair.Item2 > 0)];
        }
    }

    protected override bool ShouldRender()
    {
        var changed = !ReferenceEquals(_drawn.Queue, Queue) || _drawn.Selected != Selected;
        _drawn = (Queue, Selected);
        return changed;
    }

    private string Report(bool lost) => Urls.QueueReport(new QueueReportQuery { Queues = [Queue.Number], Lost = lost });
}
