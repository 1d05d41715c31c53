using System.Globalization;
using Microsoft.AspNetCore.Components;
using SipRing.CallCenter.Contacts;
using SipRing.CallCenter.Floor;

namespace SipRing.Server.Floor;

public sealed partial class OperatorTable
{
    private static readonly Dictionary<string, MemberState> s_states = new(StringComparer.Ordinal)
    {
        ["free"] = MemberState.Free,
        ["ringing"] = MemberState.Ringing,
        ["talking"] = MemberState.Talking,
        ["wrap-up"] = MemberState.WrapUp,
        ["paused"] = MemberState.Paused,
        ["unreachable"] = MemberState.Unreachable,
    };

    private readonly RowOrder<OperatorView> _order = new(row => row.Extension);
    private IReadOnlyList<OperatorView> _rows = [];
    private IReadOnlyList<OperatorView> _views = [];
    private MemberState? _wanted;
    private bool _byState;
    private bool _sorted;
    private int _all;

    [Parameter, EditorRequired]
    public FloorSnapshot Snapshot { get; set; } = null!;

    [Parameter]
    public FloorQueue? Queue { get; set; }

    [Parameter]
    public string? State { get; set; }

    [Parameter]
    public string? Sort { get; set; }

    /// <summary>Operators may be dragged onto queues.</summary>
    [Parameter]
    public bool Drag { get; set; }

    /// <summary>The person chose an order: true for by state.</summary>
    [Parameter]
    public EventCallback<bool> Sorted { get; set; }

    /// <summary>The department that the panel is narrowed to.</summary>
    [CascadingParameter(Name = "Department")]
    private string? Department { get; set; }

    [Inject]
    private ICallerNames Names { get; set; } = null!;

    protected override void OnParametersSet()
    {
        _views = OperatorView.From(Snapshot, Queue?.Number);
        _all = _views.Count;
        _wanted = State is not null && s_states.TryGetValue(State, out var state) ? state : null;
        if (!_sorted)
        {
            _sorted = true;
            _byState = Sort == "state";
        }

        Show();
    }

    private string? NameOf(OperatorView row) => row.Peer is null ? null : Names.Find(row.Peer)?.Text ?? row.PeerName;

    private async Task SortBy(bool state)
    {
        _byState = state;
        _order.Sort(_views, Order());
        Show();
        await Sorted.InvokeAsync(state);
    }

    private void Show() =>
        _rows = [.. _order.Apply([.. _views], Order()).Where(row => _wanted is null || row.State == _wanted)];

    private Comparer<OperatorView> Order()
    {
        var names = StringComparer.Create(CultureInfo.CurrentCulture, ignoreCase: true);
        return Comparer<OperatorView>.Create((left, right) =>
        {
            var first = _byState ? Rank(left.State).CompareTo(Rank(right.State)) : 0;
            var second = first != 0 ? first : names.Compare(left.Name, right.Name);
            return second != 0 ? second : string.CompareOrdinal(left.Extension, right.Extension);
        });
    }

    /// <summary>Who needs a look comes first, who is ready comes last.</summary>
    private static int Rank(MemberState state) => state switch
    {
        MemberState.Ringing => 0,
        MemberState.Talking => 1,
        MemberState.WrapUp => 2,
        MemberState.Paused => 3,
        MemberState.Free => 4,
        MemberState.Unreachable => 5,
    };

    private static string Is(bool value) => value ? "true" : "false";
}
