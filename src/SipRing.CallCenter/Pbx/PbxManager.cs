using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Pbx;

/// <summary>
/// The manager connection with the login <see cref="IOwnAsterisk.ConfigurationLogin"/>: makes Asterisk read its files again
/// and asks what it has then.
/// </summary>
public sealed class PbxManager(IAmiClient ami)
{
    // Above this a whole list is quicker than asking one by one.
    private const int OneByOne = 20;

    public IAmiClient Ami { get; } = ami;

    /// <summary>Makes Asterisk read the file of a module again; null where it says it did.</summary>
    /// <exception cref="AmiException">Asterisk cannot be reached. Reading files twice does no harm, so an unknown outcome is no more than "not yet".</exception>
    public async Task<string?> ReloadAsync(string module, CancellationToken cancellationToken)
    {
        var answer = await Ami.SendAsync(new AmiAction("Reload").With("Module", module), cancellationToken);
        return answer.Response == "Success" ? null : $"{module}: {answer["Message"]}";
    }

    /// <summary>Which of these phones (or trunks) it knows.</summary>
    public Task<IReadOnlySet<string>> EndpointsAsync(IReadOnlyCollection<string> names, CancellationToken cancellationToken) => KnownAsync(
        names, name => new AmiAction("PJSIPShowEndpoint").With("Endpoint", name), () => new("PJSIPShowEndpoints"), "EndpointList", "ObjectName", cancellationToken);

    /// <summary>Which of these queues it knows.</summary>
    public async Task<IReadOnlySet<string>> QueuesAsync(IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        var list = await Ami.SendListAsync(new("QueueSummary"), cancellationToken);
        return list.Events.Select(e => e["Queue"] ?? "").Where(names.Contains).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Which of these numbers a context of the dialplan has.</summary>
    public Task<IReadOnlySet<string>> NumbersAsync(string context, IReadOnlyCollection<string> numbers, CancellationToken cancellationToken) => KnownAsync(
        numbers,
        number => new AmiAction("ShowDialPlan").With("Context", context).With("Extension", number),
        () => new AmiAction("ShowDialPlan").With("Context", context), "ListDialplan", "Extension", cancellationToken);

    /// <summary>What became of an attempt that ended in this exception.</summary>
    internal static Refusal Away() =>
        new(PbxChanges.SavedWhileAway, "It is saved, but Asterisk cannot be reached now; it takes it up as soon as it is back.", null, RefusalKind.Unavailable);

    private async Task<IReadOnlySet<string>> KnownAsync(
        IReadOnlyCollection<string> names, Func<string, AmiAction> one, Func<AmiAction> all, string @event, string header, CancellationToken cancellationToken)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        if (names.Count > OneByOne)
        {
            var list = await Ami.SendListAsync(all(), cancellationToken);
            known.UnionWith(list.Events.Where(e => e.Event == @event).Select(e => e[header] ?? "").Where(names.Contains));
            return known;
        }

        foreach (var name in names)
        {
            if ((await Ami.SendListAsync(one(name), cancellationToken)).Response.Succeeded)
                known.Add(name);
        }

        return known;
    }
}
