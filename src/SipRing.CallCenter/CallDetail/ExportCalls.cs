using System.Runtime.CompilerServices;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Departments;
using SipRing.CallCenter.Ledger;

namespace SipRing.CallCenter.CallDetail;

/// <summary>Every call that the filter lets through, one after the other: a million of them need no more memory than a page.</summary>
public sealed class ExportCalls(IPhoneCalls calls, Reaches reaches, IAuditLog audit)
{
    private const int AtOnce = 2_000;

    public async Task<Result<IAsyncEnumerable<PhoneCall>>> HandleAsync(Actor actor, PhoneCallFilter filter, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.SeeReports) is { } forbidden)
            return forbidden;
        var reach = await reaches.OfAsync(actor, filter.Departments, cancellationToken);
        if (!reach.Succeeded)
            return reach.Refusal;
        await audit.WriteAsync(actor, "call.export", $"calls {filter.From:yyyy-MM-dd} to {filter.To:yyyy-MM-dd}", null, cancellationToken);
        return Result.Of(ReadAsync(filter with { Scope = reach.Value.ToScope() }, cancellationToken));
    }

    private async IAsyncEnumerable<PhoneCall> ReadAsync(PhoneCallFilter filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? cursor = null;
        do
        {
            var page = await calls.ListAsync(filter, AtOnce, cursor, cancellationToken);
            foreach (var call in page.Items)
                yield return call;
            cursor = page.Next;
        }
        while (cursor is not null);
    }
}
