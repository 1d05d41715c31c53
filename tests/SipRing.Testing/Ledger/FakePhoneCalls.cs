using SipRing.CallCenter.Ledger;

namespace SipRing.Testing.Ledger;

/// <summary>Calls from memory, filtered as the ledger does, for pages and routes without a database of logs.</summary>
public sealed class FakePhoneCalls : IPhoneCalls
{
    public List<PhoneCallStory> Stories { get; } = [];

    /// <summary>The last filter that was asked for.</summary>
    public PhoneCallFilter? Asked { get; private set; }

    public Task<Page<PhoneCall>> ListAsync(PhoneCallFilter filter, int limit, string? cursor, CancellationToken cancellationToken)
    {
        var start = cursor is null ? 0 : int.TryParse(cursor, out var at) ? at : throw new ArgumentException("It is not one that a page before gave.", nameof(cursor));
        var calls = Matching(filter);
        return Task.FromResult(new Page<PhoneCall>([.. calls.Skip(start).Take(limit)], calls.Count > start + limit ? $"{start + limit}" : null));
    }

    public Task<PhoneCallTotals> TotalsAsync(PhoneCallFilter filter, CancellationToken cancellationToken)
    {
        var calls = Matching(filter);
        int By(CallResult result) => calls.Count(c => c.Result == result);
        int To(CallDirection direction) => calls.Count(c => c.Direction == direction);
        return Task.FromResult(new PhoneCallTotals(
            calls.Count, By(CallResult.Answered), By(CallResult.NoAnswer), By(CallResult.Busy), By(CallResult.Failed), By(CallResult.Served),
            To(CallDirection.Incoming), To(CallDirection.Outgoing), To(CallDirection.Internal), calls.Sum(c => (long)c.TalkSeconds), calls.Sum(c => (long)c.WaitSeconds)));
    }

    public Task<IReadOnlyList<string>> TrunksAsync(PhoneCallFilter filter, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([.. Stories.Select(s => s.Call.Trunk).Where(t => t.Length > 0).Distinct()]);

    public Task<PhoneCallStory?> FindAsync(long id, CancellationToken cancellationToken) => Task.FromResult(Stories.Find(s => s.Call.Id == id));

    public Task<bool> IsOfAsync(long id, CallScope scope, CancellationToken cancellationToken) =>
        Task.FromResult(Stories.Find(s => s.Call.Id == id) is { } story && IsOf(story.Call, scope));

    public Task<long?> FindByChannelAsync(string pbx, string channelId, CancellationToken cancellationToken) =>
        Task.FromResult(Stories.Find(s => s.Legs.Any(l => l.ChannelId == channelId))?.Call.Id);

    // Without sessions: the phones decide.
    private static bool IsOf(PhoneCall call, CallScope scope) =>
        (call.Result != CallResult.Answered && scope.Queues.Contains(call.Queue)) || call.Extensions.Any(scope.Extensions.Contains);

    private List<PhoneCall> Matching(PhoneCallFilter filter)
    {
        Asked = filter;
        return [.. Stories.Select(s => s.Call)
            .Where(c => c.StartedAt >= filter.From && c.StartedAt < filter.To)
            .Where(c => filter.Caller is null || c.From.Contains(filter.Caller, StringComparison.Ordinal))
            .Where(c => filter.Dialled is null || c.To.Contains(filter.Dialled, StringComparison.Ordinal))
            .Where(c => filter.Number is null || c.From.Contains(filter.Number, StringComparison.Ordinal) || c.To.Contains(filter.Number, StringComparison.Ordinal))
            .Where(c => filter.Direction is null || c.Direction == filter.Direction)
            .Where(c => filter.Result is null || c.Result == filter.Result)
            .Where(c => filter.Extensions.Count == 0 || filter.Extensions.Any(c.Extensions.Contains))
            .Where(c => filter.Scope is null || IsOf(c, filter.Scope))
            .Where(c => filter.Trunk is null || c.Trunk == filter.Trunk)
            .Where(c => filter.MinTalkSeconds is null || c.TalkSeconds >= filter.MinTalkSeconds)
            .Where(c => !filter.Recorded || c.Recording is not null)
            .OrderByDescending(c => c.StartedAt)];
    }
}
