using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using SipRing.CallCenter.Departments;
using SipRing.CallCenter.Floor;
using SipRing.Server.Shared;

namespace SipRing.Server.Floor;

/// <summary>Every phone as a tile: filtered as somebody types, in groups where that is wished.</summary>
public sealed partial class ExtensionTiles
{
    private static readonly (PhoneGrouping, string)[] s_groupings =
        [(PhoneGrouping.None, "extensions.by-none"), (PhoneGrouping.Hundreds, "extensions.by-hundreds"), (PhoneGrouping.Departments, "extensions.by-departments")];

    private (object? Extensions, string? Found, string? Find, PhoneGrouping Grouping, object? Queues, long? Departments) _shown;
    private List<(string? Title, List<FloorExtension> Phones)> _groups = [];
    private Dictionary<string, string> _queues = [];
    private object? _queuesOf;
    private bool _changed;
    private string _find = "";
    private string? _given;

    [Parameter, EditorRequired]
    public ImmutableSortedDictionary<string, FloorExtension> Extensions { get; set; } = null!;

    [Parameter, EditorRequired]
    public ImmutableSortedDictionary<string, FloorQueue> Queues { get; set; } = null!;

    [Parameter]
    public string? Found { get; set; }

    /// <summary>What the address filters by.</summary>
    [Parameter]
    public string? Find { get; set; }

    [Parameter]
    public PhoneGrouping Grouping { get; set; }

    [Parameter]
    public EventCallback<PhoneGrouping> GroupingChanged { get; set; }

    [Parameter]
    public bool Drag { get; set; }

    [Inject]
    private DepartmentBook Book { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private string Summary => T["extensions.summary", Extensions.Count, Formats.Count(Count(Extensions.Values, ExtensionState.Talking)), Formats.Count(Count(Extensions.Values, ExtensionState.Unreachable))];

    protected override void OnParametersSet()
    {
        if (_given != Find)
        {
            _given = Find;
            _find = Find ?? "";
        }

        if (!ReferenceEquals(_queuesOf, Queues))
        {
            _queuesOf = Queues;
            _queues = Queues.Values.SelectMany(q => q.Members, (q, member) => (member.Extension, q.Number))
                .GroupBy(pair => pair.Extension, StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => string.Join(", ", g.Select(pair => pair.Number)), StringComparer.Ordinal);
        }

        Arrange();
    }

    protected override bool ShouldRender()
    {
        var changed = _changed;
        _changed = false;
        return changed;
    }

    private void Arrange()
    {
        var now = ((object?)Extensions, Found, (string?)_find, Grouping, (object?)Queues, Book.Known?.Revision);
        if (_shown == now)
            return;
        (_shown, _groups, _changed) = (now, Arranged(), true);
    }

    private List<(string? Title, List<FloorExtension> Phones)> Arranged()
    {
        var word = _find.Trim();
        var shown = word.Length == 0 ? Extensions.Values : Extensions.Values.Where(phone => Fits(phone, word));
        if (Grouping == PhoneGrouping.Departments && Book.Known is { } map)
            return ByDepartment(shown, map);
        var groups = new List<(string? Title, List<FloorExtension> Phones)>();
        foreach (var phone in shown)
        {
            var title = Grouping == PhoneGrouping.Hundreds ? Hundred(phone.Number) : null;
            if (groups.Count == 0 || groups[^1].Title != title)
                groups.Add((title, []));
            groups[^1].Phones.Add(phone);
        }

        return groups;
    }

    /// <summary>In the order of their names; those of none come last.</summary>
    private List<(string? Title, List<FloorExtension> Phones)> ByDepartment(IEnumerable<FloorExtension> shown, DepartmentMap map)
    {
        var phones = shown.ToLookup(phone => phone.AgentId is { } agent ? map.OfAgent(agent) : map.OfExtension(phone.Number));
        return
        [
            .. map.Departments.Where(d => phones.Contains(d.Id)).Select(d => ((string?)d.Name, phones[d.Id].ToList())),
            .. phones.Contains(null) ? [(T["departments.none"].Value, phones[null].ToList())] : Array.Empty<(string?, List<FloorExtension>)>(),
        ];
    }

    private static bool Fits(FloorExtension phone, string word) =>
        phone.Number.Contains(word, StringComparison.Ordinal)
        || (phone.AgentName ?? phone.Name).Contains(word, StringComparison.CurrentCultureIgnoreCase)
        || phone.Name.Contains(word, StringComparison.CurrentCultureIgnoreCase);

    /// <summary>501 belongs to 500–599, 10123 to 10100–10199.</summary>
    private static string Hundred(string number) => number.Length > 2 ? $"{number[..^2]}00–{number[..^2]}99" : "0–99";

    private string Counts(List<FloorExtension> phones) => T["extensions.group", phones.Count, Formats.Count(Count(phones, ExtensionState.Talking))];

    private static int Count(IEnumerable<FloorExtension> phones, ExtensionState state) => phones.Count(phone => phone.State == state);

    private void Search(ChangeEventArgs change)
    {
        _given = _find = change.Value as string ?? "";
        Arrange();
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("find", _find.Length > 0 ? _find : null), replace: true);
    }

    private Task GroupAsync(ChangeEventArgs change) =>
        Enum.TryParse<PhoneGrouping>(change.Value as string, out var grouping) ? GroupingChanged.InvokeAsync(grouping) : Task.CompletedTask;
}
