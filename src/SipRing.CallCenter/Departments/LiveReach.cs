using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;

namespace SipRing.CallCenter.Departments;

/// <summary>How far somebody reaches at this moment: whoever is logged in at a phone decides whose it is.</summary>
public sealed class LiveReach
{
    private readonly Reach _reach;
    private readonly IReadOnlyDictionary<string, int> _atPhone;

    private LiveReach(Reach reach, IReadOnlyDictionary<string, int> atPhone) => (_reach, _atPhone) = (reach, atPhone);

    internal static LiveReach Everybody { get; } = new(Reach.Everybody, new Dictionary<string, int>());

    public bool IsEverybody => _reach.IsEverybody;

    public bool HasPhone(string extension) => _reach.Has(At(extension), extension);

    public bool HasAgent(int id) => _reach.HasAgent(id);

    public bool HasQueue(string number) => _reach.HasQueue(number);

    /// <summary>His own phone may stand outside of his departments, but not in another one, and nobody else's operator may sit there.</summary>
    public bool MayRing(string extension) => At(extension) is { } agent ? _reach.HasAgent(agent) : _reach.HasExtension(extension) || _reach.IsOfNone(extension);

    internal static LiveReach Of(Reach reach, IEnumerable<Member> members) =>
        new(reach, members.DistinctBy(m => m.Extension, StringComparer.Ordinal).ToDictionary(m => m.Extension, m => m.AgentId, StringComparer.Ordinal));

    private int? At(string extension) => _atPhone.TryGetValue(extension, out var agent) ? agent : null;
}

/// <summary>Finds out how far an actor reaches now.</summary>
public sealed class LiveReaches(Reaches reaches, Memberships memberships)
{
    public async ValueTask<LiveReach> OfAsync(Actor actor, CancellationToken cancellationToken)
    {
        var reach = await reaches.OfAsync(actor, cancellationToken);
        return reach.IsEverybody ? LiveReach.Everybody : LiveReach.Of(reach, await memberships.ListAsync(cancellationToken));
    }
}
