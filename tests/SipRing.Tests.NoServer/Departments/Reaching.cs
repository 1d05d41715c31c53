using SipRing.CallCenter.Access;
using SipRing.CallCenter.Departments;

namespace SipRing.Tests.NoServer.Departments;

/// <summary>Reaches of a map that a test writes down.</summary>
internal static class Reaching
{
    public static DepartmentMap Map(
        (string, int)[] extensions, (int, int)[] agents, (string, int)[] queues, params (ActorKind Kind, string Name, int[] Departments)[] limits) => new(
        1, [new(1, "Sales"), new(2, "Support")], extensions, agents, queues,
        limits.ToDictionary(l => (l.Kind, DepartmentMap.Key(l.Kind, l.Name)), l => (IReadOnlySet<int>)l.Departments.ToHashSet()));

    /// <summary>Phones 101 and 105 and queue 100 are of department 1, everything else of none.</summary>
    public static Reach ToSales(params (int, int)[] agents) => Reach.To(Map([("101", 1), ("105", 1)], agents, [("100", 1)]), new HashSet<int> { 1 });
}
