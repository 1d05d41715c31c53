using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Ledger;

namespace SipRing.CallCenter.Departments;

/// <summary>
/// Whom somebody may see and touch. Where an operator sits, the operator's department decides; at a phone where nobody is logged in, the
/// phone's. A caller who waits, or was lost, is the queue's.
/// </summary>
public sealed class Reach
{
    private readonly DepartmentMap? _map;
    private readonly IReadOnlySet<int>? _departments;
    private readonly int? _self;

    private Reach(DepartmentMap? map, IReadOnlySet<int>? departments, int? self = null) => (_map, _departments, _self) = (map, departments, self);

    public static Reach Everybody { get; } = new(null, null);

    public bool IsEverybody => _departments is null;

    /// <summary>Whether he knows of every queue that it is there, though not who waits or works in it: an operator who may log in there.</summary>
    internal bool NamesQueues => _self is not null;

    public bool HasAgent(int id) => id == _self || Has(_map?.OfAgent(id));

    public bool HasExtension(string number) => Has(_map?.OfExtension(number));

    public bool HasQueue(string number) => Has(_map?.OfQueue(number));

    public bool HasDepartment(int id) => _departments is null || _departments.Contains(id);

    /// <param name="agentId">Who sits at the phone; null for nobody.</param>
    /// <param name="extension">The phone.</param>
    public bool Has(int? agentId, string extension) => agentId is { } id ? HasAgent(id) : HasExtension(extension);

    /// <summary>The same for the ledger; null is no restriction.</summary>
    internal CallScope? ToScope()
    {
        if (_departments is not { } departments)
            return null;
        var members = _map!.MembersOf(departments.Contains);
        return new(members.Agents, members.Extensions, members.Queues);
    }

    internal static Reach To(DepartmentMap map, IReadOnlySet<int> departments) => new(map, departments);

    /// <summary>An operator, and nobody besides.</summary>
    internal static Reach Own(int agentId) => new(null, new HashSet<int>(), agentId);

    internal bool IsOfNone(string extension) => _map?.OfExtension(extension) is null;

    internal static Refusal OutsideCall() => new("call-outside", "Nobody of your departments is in this call.", null, RefusalKind.Forbidden);

    internal static Refusal OutsideExtension(string extension, string field = "extension") =>
        new("extension-outside", $"Phone {extension} is outside of your departments.", field, RefusalKind.Forbidden, extension);

    internal static Refusal OutsideQueue(string queue) => new("queue-outside", $"Queue {queue} is outside of your departments.", "queue", RefusalKind.Forbidden, queue);

    internal static Refusal OutsideAgent(int agent) => new("agent-outside", $"Agent {agent} is outside of your departments.", "agentId", RefusalKind.Forbidden, agent);

    private bool Has(int? department) => _departments is null || (department is { } id && _departments.Contains(id));
}

/// <summary>Finds out whom an actor may see and touch.</summary>
public sealed class Reaches(DepartmentBook book)
{
    /// <summary>As of now: asks the database which revision holds.</summary>
    public async ValueTask<Reach> OfAsync(Actor actor, CancellationToken cancellationToken) =>
        IsUnlimited(actor) ? Reach.Everybody : Of(actor, await book.ReadAsync(cancellationToken));

    /// <summary>As it was known last; null where nothing is known yet and the actor may be limited.</summary>
    public Reach? Known(Actor actor) => IsUnlimited(actor) ? Reach.Everybody : book.Known is { } map ? Of(actor, map) : null;

    /// <summary>Only the departments asked for, within what the actor may see; none asked for is all of that.</summary>
    public async ValueTask<Result<Reach>> OfAsync(Actor actor, IReadOnlyList<int> departments, CancellationToken cancellationToken)
    {
        var whole = await OfAsync(actor, cancellationToken);
        if (departments.Count == 0)
            return whole;
        var map = await book.ReadAsync(cancellationToken);

        // One that somebody is not limited to does not exist for him.
        foreach (var id in departments)
        {
            if (map.Find(id) is null || !whole.HasDepartment(id))
                return Department.Unknown(id, "department");
        }

        return Reach.To(map, departments.ToHashSet());
    }

    private static Reach Of(Actor actor, DepartmentMap map) => map.LimitOf(actor.Kind, actor.Name) is { } limit ? Reach.To(map, limit) : Reach.Everybody;

    // Phones act for themselves, and use cases see to that; whoever manages users could lift his own limit.
    private static bool IsUnlimited(Actor actor) => actor.Kind is not (ActorKind.User or ActorKind.Token) || actor.May(Permission.ManageUsers);
}
