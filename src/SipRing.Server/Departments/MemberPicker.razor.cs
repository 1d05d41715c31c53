using System.Globalization;
using Microsoft.AspNetCore.Components;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Departments;
using SipRing.CallCenter.Pbx;
using SipRing.Server.Shared;

namespace SipRing.Server.Departments;

internal enum MemberKind
{
    Extension,
    Agent,
    Queue,
}

/// <summary>Somebody or something that may belong to a department.</summary>
/// <param name="Gone">It was deleted; its past stays with the department until it is taken out.</param>
internal sealed record Candidate(MemberKind Kind, string Key, string Name, bool Gone = false);

public sealed partial class MemberPicker
{
    private enum Only
    {
        Everybody,
        Members,
        OfNone,
    }

    private static readonly (MemberKind, string)[] s_kinds =
        [(MemberKind.Extension, "departments.phones"), (MemberKind.Agent, "departments.operators"), (MemberKind.Queue, "departments.queues")];

    private static readonly (Only, string)[] s_only = [(Only.Everybody, "departments.show-all"), (Only.Members, "departments.show-members"), (Only.OfNone, "departments.show-none")];

    private IReadOnlyList<Candidate> _candidates = [];
    private List<Candidate> _shown = [];
    private Dictionary<(MemberKind, string), ListDepartments.Item> _places = [];
    private MemberKind _kind = MemberKind.Extension;
    private Only _only;
    private string _find = "";
    private bool _busy;

    [Inject] private IPbxDirectory Directory { get; set; } = null!;
    [Inject] private ListAgents Agents { get; set; } = null!;
    [Inject] private PlaceMembers Place { get; set; } = null!;
    [Inject] private Outcomes Outcomes { get; set; } = null!;

    [Parameter, EditorRequired] public Actor Actor { get; set; } = null!;
    [Parameter, EditorRequired] public ListDepartments.Item Department { get; set; } = null!;
    [Parameter, EditorRequired] public IReadOnlyList<ListDepartments.Item> All { get; set; } = [];

    private List<Candidate> Outside => _shown.FindAll(c => !Is(c) && !c.Gone);

    private List<Candidate> Inside => _shown.FindAll(Is);

    protected override async Task OnInitializedAsync()
    {
        var extensions = (await Directory.ExtensionsAsync(CancellationToken.None)).Select(e => new Candidate(MemberKind.Extension, e.Number, e.Name));
        var agents = ((await Agents.HandleAsync(Actor, CancellationToken.None)).Value ?? []).Select(a => new Candidate(MemberKind.Agent, Key(a.Id), a.Name));
        var queues = (await Directory.QueuesAsync(CancellationToken.None)).Select(q => new Candidate(MemberKind.Queue, q.Number, q.Name));
        var names = (await Agents.NamesAsync(Actor, CancellationToken.None)).Value;
        _candidates = [.. extensions, .. agents, .. queues];
        var gone = MembersOf(Department).Except(_candidates.Select(c => (c.Kind, c.Key)))
            .Select(m => new Candidate(m.Kind, m.Key, m.Kind == MemberKind.Agent && names is not null && names.TryGetValue(int.Parse(m.Key, CultureInfo.InvariantCulture), out var name) ? name : "", Gone: true));
        _candidates = [.. _candidates, .. gone];
        Take();
    }

    protected override void OnParametersSet() => Take();

    private static IEnumerable<(MemberKind Kind, string Key)> MembersOf(ListDepartments.Item department) =>
        department.Members.Extensions.Select(e => (MemberKind.Extension, e))
            .Concat(department.Members.Agents.Select(a => (MemberKind.Agent, Key(a))))
            .Concat(department.Members.Queues.Select(q => (MemberKind.Queue, q)));

    private static string Key(int id) => id.ToString(CultureInfo.InvariantCulture);

    private void Take()
    {
        _places = All.SelectMany(d => MembersOf(d), (d, member) => (member, d)).ToDictionary(pair => pair.member, pair => pair.d);
        Filter();
    }

    private bool Is(Candidate candidate) => _places.GetValueOrDefault((candidate.Kind, candidate.Key))?.Id == Department.Id;

    /// <summary>The name of the department that it is in now.</summary>
    private string? Other(Candidate candidate) => Is(candidate) ? null : _places.GetValueOrDefault((candidate.Kind, candidate.Key))?.Name;

    private int Count(MemberKind kind) => MembersOf(Department).Count(m => m.Kind == kind);

    private void Filter()
    {
        var word = _find.Trim();
        _shown = [.. _candidates.Where(c => c.Kind == _kind
            && (word.Length == 0 || (c.Kind != MemberKind.Agent && c.Key.Contains(word, StringComparison.Ordinal)) || c.Name.Contains(word, StringComparison.CurrentCultureIgnoreCase))
            && _only switch { Only.Members => Is(c), Only.OfNone => !_places.ContainsKey((c.Kind, c.Key)), _ => !c.Gone || Is(c) })];
    }

    private void Show(MemberKind kind)
    {
        _kind = kind;
        Filter();
    }

    private void Search(ChangeEventArgs change)
    {
        _find = change.Value as string ?? "";
        Filter();
    }

    private void ShowOnly(ChangeEventArgs change)
    {
        _only = Enum.TryParse<Only>(change.Value as string, out var only) ? only : Only.Everybody;
        Filter();
    }

    private Task ToggleAsync(Candidate candidate) => PlaceAsync([candidate], into: !Is(candidate));

    private Task AddShownAsync() => PlaceAsync(Outside, into: true);

    private Task RemoveShownAsync() => PlaceAsync(Inside, into: false);

    private async Task PlaceAsync(IReadOnlyList<Candidate> candidates, bool into)
    {
        _busy = true;
        try
        {
            var members = new DepartmentMembers(
                [.. Keys(candidates, MemberKind.Extension)], [.. Keys(candidates, MemberKind.Agent).Select(k => int.Parse(k, CultureInfo.InvariantCulture))], [.. Keys(candidates, MemberKind.Queue)]);
            var refusal = (await Place.HandleAsync(Actor, new(into ? Department.Id : null, members), CancellationToken.None)).Refusal;
            var what = candidates is [var one] ? one.Kind == MemberKind.Agent ? one.Name : $"{one.Key} {one.Name}".TrimEnd() : Formats.Whole(candidates.Count);
            Outcomes.Show(refusal, T[into ? "departments.entered" : "departments.left", what, Department.Name]);
        }
        finally
        {
            _busy = false;
        }
    }

    private static IEnumerable<string> Keys(IReadOnlyList<Candidate> candidates, MemberKind kind) => candidates.Where(c => c.Kind == kind).Select(c => c.Key);
}
