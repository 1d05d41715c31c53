using SipRing.CallCenter.Departments;
namespace SipRing.CallCenter.Calls;

/// <summary>The channels of one call at this moment, oldest first; never empty.</summary>
internal sealed class LiveCall
{
    private readonly List<LiveChannel> _channels;

    private LiveCall(List<LiveChannel> channels) => _channels = channels;

    /// <summary>The channel that began the call, or the oldest that is left of it.</summary>
    public LiveChannel Origin => _channels[0];

    /// <summary>For the audit: who is in it, in the order in which they came.</summary>
    public string Parties => string.Join(" – ", _channels.Select(c => c.Number.Length > 0 ? c.Number : c.Endpoint).Distinct(StringComparer.Ordinal));

    /// <summary>Null where no channel of that call is left.</summary>
    public static LiveCall? Of(IEnumerable<LiveChannel> channels, string callId)
    {
        var own = channels.Where(c => !c.IsLocal && (c.LinkedId == callId || c.UniqueId == callId)).OrderBy(c => c.Order).ToList();
        return own.Count == 0 ? null : new(own);
    }

    /// <summary>
    /// The leg of that phone that is in talk. A phone can have two in one call (a consultation): the one that was bridged last is the one at its ear.
    /// </summary>
    public LiveChannel? LegOf(string extension) => _channels.FindLast(c => c.Endpoint == extension && c.IsUp && c.IsBridged);

    /// <summary>The leg that was called and answered; where only the first is left, that one.</summary>
    public LiveChannel? AnsweredLeg => _channels.FindLast(c => c != Origin && c.IsUp && c.IsBridged) ?? (Origin is { IsUp: true, IsBridged: true } ? Origin : null);

    /// <summary>
    /// Whether somebody may act on it: one of his people talks in it or began it, or it waits in a queue of his. A phone of his that merely
    /// rings does not make a caller of another queue his.
    /// </summary>
    public bool IsWithin(LiveReach reach) => reach.IsEverybody
        || (Origin.WaitsIn is { } queue && reach.HasQueue(queue))
        || _channels.Exists(c => (c == Origin || c.IsUp) && reach.HasPhone(c.Endpoint));

    /// <summary>The leg in talk that somebody may hear: the one that answered where it is of his people, or else another of theirs.</summary>
    public LiveChannel? LegWithin(LiveReach reach) =>
        reach.IsEverybody || (AnsweredLeg is { } answered && reach.HasPhone(answered.Endpoint)) ? AnsweredLeg : _channels.FindLast(c => c.IsUp && c.IsBridged && reach.HasPhone(c.Endpoint));

    public bool Has(string extension) => _channels.Exists(c => c.Endpoint == extension);
}
