using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Departments;
using SipRing.CallCenter.Ledger;

namespace SipRing.CallCenter.CallDetail;

/// <summary>One call with its legs, queue visits and recordings.</summary>
public sealed class GetCall(IPhoneCalls calls, Reaches reaches)
{
    public async Task<Result<PhoneCallStory>> HandleAsync(Actor actor, long id, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.SeeReports) is { } forbidden)
            return forbidden;
        var reach = await reaches.OfAsync(actor, cancellationToken);
        var scope = reach.ToScope();
        return (scope is null || await calls.IsOfAsync(id, scope, cancellationToken)) && await calls.FindAsync(id, cancellationToken) is { } story
            ? scope is null ? story : Within(story, reach, scope)
            : new Refusal("call-unknown", $"There is no call {id}.", null, RefusalKind.NotFound, id);
    }

    /// <summary>
    /// A call is told as the one story that it is, with the phones that were in it. What others did in it stays theirs: their visits to
    /// queues, their recordings, and who they are.
    /// </summary>
    private static PhoneCallStory Within(PhoneCallStory story, Reach reach, CallScope scope)
    {
        var others = story.Visits.Where(v => !scope.Has(v)).ToList();
        var visits = story.Visits.Except(others).ToList();
        var hidden = others.Select(v => v.Recording).Except(visits.Select(v => v.Recording)).ToHashSet(StringComparer.Ordinal);
        return new(
            story.Call with { Recording = hidden.Contains(story.Call.Recording) ? null : story.Call.Recording },
            [.. story.Legs.Select(l => l.Operator is null || reach.Has(l.OperatorId, l.Party) ? l : l with { Operator = null, OperatorId = null })],
            visits,
            [.. story.Recordings.Where(r => !hidden.Contains(r.Id))]);
    }
}
