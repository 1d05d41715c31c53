using System.Collections.Frozen;
using SipRing.CallCenter.Access;

namespace SipRing.CallCenter.Departments;

/// <summary>All departments with everything that belongs to them and everybody who is limited to them, as of one revision.</summary>
public sealed class DepartmentMap
{
    private readonly FrozenDictionary<string, int> _extensions;
    private readonly FrozenDictionary<int, int> _agents;
    private readonly FrozenDictionary<string, int> _queues;
    private readonly FrozenDictionary<(ActorKind Kind, string Name), IReadOnlySet<int>> _limits;

    internal DepartmentMap(
        long revision, IReadOnlyList<Department> departments, IEnumerable<(string Number, int Department)> extensions, IEnumerable<(int Id, int Department)> agents,
        IEnumerable<(string Number, int Department)> queues, IReadOnlyDictionary<(ActorKind Kind, string Name), IReadOnlySet<int>> limits)
    {
        (Revision, Departments) = (revision, departments);
        _extensions = extensions.ToFrozenDictionary(e => e.Number, e => e.Department, StringComparer.Ordinal);
        _agents = agents.ToFrozenDictionary(a => a.Id, a => a.Department);
        _queues = queues.ToFrozenDictionary(q => q.Number, q => q.Department, StringComparer.Ordinal);
        _limits = limits.ToFrozenDictionary();
    }

    public long Revision { get; }

    /// <summary>By name.</summary>
    public IReadOnlyList<Department> Departments { get; }

    public int? OfExtension(string number) => _extensions.TryGetValue(number, out var department) ? department : null;

    public int? OfAgent(int id) => _agents.TryGetValue(id, out var department) ? department : null;

    public int? OfQueue(string number) => _queues.TryGetValue(number, out var department) ? department : null;

    public Department? Find(int id) => Departments.FirstOrDefault(d => d.Id == id);

    public DepartmentMembers MembersOf(int department) => MembersOf(department.Equals);

    internal DepartmentMembers MembersOf(Func<int, bool> which) => new(
        [.. _extensions.Where(e => which(e.Value)).Select(e => e.Key).OrderBy(n => n.Length).ThenBy(n => n, StringComparer.Ordinal)],
        [.. _agents.Where(a => which(a.Value)).Select(a => a.Key).Order()],
        [.. _queues.Where(q => which(q.Value)).Select(q => q.Key).OrderBy(n => n.Length).ThenBy(n => n, StringComparer.Ordinal)]);

    /// <summary>The departments that somebody is limited to; null where he is not limited.</summary>
    internal IReadOnlySet<int>? LimitOf(ActorKind kind, string name) => _limits.GetValueOrDefault((kind, Key(kind, name)));

    /// <summary>People are found whatever the case they are written in; programs by their exact name.</summary>
    internal static string Key(ActorKind kind, string name) => kind == ActorKind.User ? User.Key(name) : name;
}
