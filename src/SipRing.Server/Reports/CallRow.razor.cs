using Microsoft.AspNetCore.Components;
using SipRing.CallCenter.Contacts;
using SipRing.CallCenter.Ledger;
using SipRing.Server.Shared;

namespace SipRing.Server.Reports;

public sealed partial class CallRow
{
    private (QueueCall?, QueueReportQuery?, bool, CallerName?) _drawn;

    [Inject]
    private CallCentreTime Time { get; set; } = null!;

    [Inject]
    private ICallerNames Names { get; set; } = null!;

    [Parameter, EditorRequired]
    public QueueCall Call { get; set; } = null!;

    [Parameter, EditorRequired]
    public QueueReportQuery Query { get; set; } = null!;

    [Parameter]
    public bool Selected { get; set; }

    [Parameter]
    public EventCallback<(QueueCall Call, bool Play)> Select { get; set; }

    private CallerName? Name => Names.Find(Call.Caller);

    private string Ended => Call.TransferredTo is { Length: > 0 } number
        ? T["ended.transfer-to", number]
        : T[CallWords.EndedBy(Call.EndedBy)];

    protected override bool ShouldRender()
    {
        var now = (Call, Query, Selected, Name);
        var changed = !ReferenceEquals(_drawn.Item1, Call) || !ReferenceEquals(_drawn.Item2, Query) || _drawn.Item3 != Selected || _drawn.Item4 != now.Name;
        _drawn = now;
        return changed;
    }
}
