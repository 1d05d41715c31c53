using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Departments;
using SipRing.CallCenter.Ledger;

namespace SipRing.CallCenter.Reports;

/// <summary>What a department did: an answered call is that of the operator's department, a lost one that of the queue's.</summary>
/// <param name="Department">Null: whoever belongs to none.</param>
/// <param name="Answered">Calls of queues.</param>
/// <param name="Lost">Calls of its queues that nobody answered.</param>
/// <param name="Talk">Of answered calls.</param>
/// <param name="Wait">Of answered calls.</param>
/// <param name="LostWait">Of lost calls.</param>
/// <param name="PhoneCalls">Every call of the PBX that one of its people was in; null where it was not asked for, and for those of no department.</param>
public sealed record DepartmentSummary(
    Department? Department, int Answered, int Lost, SecondsTotals Talk, SecondsTotals Wait, SecondsTotals LostWait, PhoneCallTotals? PhoneCalls);

/// <summary>Sums per department, of those that somebody may see. Membership of today decides, for calls of the past too.</summary>
public sealed class SummarizeDepartments(IQueueCalls calls, IPhoneCalls phoneCalls, DepartmentBook book, Reaches reaches)
{
    /// <param name="actor">Who asks.</param>
    /// <param name="filter">Which calls of queues.</param>
    /// <param name="withPhoneCalls">Every call of the PBX is counted too.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Result<IReadOnlyList<DepartmentSummary>>> HandleAsync(Actor actor, QueueCallFilter filter, bool withPhoneCalls, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.SeeReports) is { } forbidden)
            return forbidden;
        var reach = await reaches.OfAsync(actor, filter.Departments, cancellationToken);
        if (!reach.Succeeded)
            return reach.Refusal;
        var map = await book.ReadAsync(cancellationToken);
        if (map.Departments.Count == 0)
            return new List<DepartmentSummary>();
        var shares = await calls.SharesAsync(filter with { Scope = reach.Value.ToScope() }, cancellationToken);
        var byDepartment = shares.ToLookup(share => OwnerOf(map, share));
        var lines = new List<DepartmentSummary>();
        foreach (var department in map.Departments.Where(d => reach.Value.HasDepartment(d.Id)))
        {
            var all = withPhoneCalls
                ? await phoneCalls.TotalsAsync(
                    new() { From = filter.From, To = filter.To, Scope = Reach.To(map, new HashSet<int> { department.Id }).ToScope() }, cancellationToken)
                : null;
            lines.Add(Sum(department, byDepartment[department.Id], all));
        }

        if (reach.Value.IsEverybody && byDepartment[null].Any())
            lines.Add(Sum(null, byDepartment[null], null));
        return lines;
    }

    private static int? OwnerOf(DepartmentMap map, CallShare share) =>
        !share.Answered ? map.OfQueue(share.Queue)
        : share.AgentId is { } agent ? map.OfAgent(agent)
        : share.Extension is { } extension ? map.OfExtension(extension)
        : null;

    private static DepartmentSummary Sum(Department? department, IEnumerable<CallShare> shares, PhoneCallTotals? all)
    {
        var (answered, lost) = (shares.Where(s => s.Answered).ToList(), shares.Where(s => !s.Answered).ToList());
        return new(
            department, answered.Sum(s => s.Calls), lost.Sum(s => s.Calls),
            Seconds(answered, s => (s.TalkTotal, s.TalkMin, s.TalkMax)), Seconds(answered, s => (s.WaitTotal, s.WaitMin, s.WaitMax)),
            Seconds(lost, s => (s.WaitTotal, s.WaitMin, s.WaitMax)), all);
    }

    private static SecondsTotals Seconds(List<CallShare> shares, Func<CallShare, (long Total, int? Min, int? Max)> of)
    {
        var (count, parts) = (shares.Sum(s => s.Calls), shares.ConvertAll(s => of(s)));
        var total = parts.Sum(p => p.Total);
        return count == 0 ? new() : new(total, (double)total / count, parts.Min(p => p.Min), parts.Max(p => p.Max));
    }
}
