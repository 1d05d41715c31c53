using SipRing.Asterisk.Ami;

namespace SipRing.CallCenter.Pbx.Trunks;

public enum TrunkCondition
{
    /// <summary>Asterisk has not said yet, or it is not asked.</summary>
    Unknown,
    Up,

    /// <summary>It registers, or waits for the first answer.</summary>
    Trying,
    Down,
}

/// <param name="Registration">Asterisk's word for the registration: Registered, Rejected, Unregistered; null where there is none.</param>
/// <param name="RoundTrip">How quickly it answered last; null where it did not, or is not asked.</param>
/// <param name="Fault">Why it is down, where that is known.</param>
public sealed record TrunkState(TrunkCondition Condition, string? Registration, TimeSpan? RoundTrip, TrunkFault? Fault = null);

/// <summary>Asks Asterisk how trunks are: whether we are logged in there, and whether they answer.</summary>
public sealed class TrunkStates(PbxManager manager, TrunkFaults faults)
{
    // Also where nobody answered.
    private const string Rejected = "Rejected";

    /// <summary>By trunk.</summary>
    /// <exception cref="AmiException">Asterisk cannot be reached.</exception>
    public async Task<IReadOnlyDictionary<string, TrunkState>> ReadAsync(IEnumerable<Trunk> trunks, CancellationToken cancellationToken)
    {
        var registrations = await ListAsync("PJSIPShowRegistrationsOutbound", "ObjectName", "Status", cancellationToken);
        var states = new Dictionary<Trunk, TrunkState>();
        foreach (var trunk in trunks.Where(t => t.Enabled))
            states[trunk] = Of(trunk, registrations.GetValueOrDefault(trunk.Endpoint), await ContactAsync(trunk, cancellationToken));
        var reasons = faults.Newest([.. states.Where(s => s.Value.Registration == Rejected).Select(s => s.Key)]);
        return states.ToDictionary(s => s.Key.Id, s => s.Value with { Fault = Fault(s.Value, reasons.GetValueOrDefault(s.Key.Id)) }, StringComparer.Ordinal);
    }

    /// <summary>Asks a trunk to answer now, and registers anew where it registers; the states tell what came of it.</summary>
    /// <exception cref="AmiException">Asterisk cannot be reached.</exception>
    public async Task TryAsync(Trunk trunk, CancellationToken cancellationToken)
    {
        if (trunk.Kind == TrunkKind.Registration)
            await manager.Ami.SendAsync(new AmiAction("PJSIPRegister").With("Registration", trunk.Endpoint), cancellationToken);
        await manager.Ami.SendAsync(new AmiAction("PJSIPQualify").With("Endpoint", trunk.Endpoint), cancellationToken);
    }

    private static TrunkFault? Fault(TrunkState state, TrunkFault? said) => state.Condition != TrunkCondition.Down ? null
        : state.Registration == Rejected ? said
        : new(TrunkFaultKind.NoAnswer);

    private static TrunkState Of(Trunk trunk, string? registration, AmiMessage? contact)
    {
        var status = contact?["Status"];
        var isReachable = status is "Reachable" or "Avail";
        var roundTrip = isReachable && double.TryParse(contact?["RoundtripUsec"], System.Globalization.CultureInfo.InvariantCulture, out var microseconds)
            ? TimeSpan.FromMicroseconds(microseconds)
            : (TimeSpan?)null;
        if (trunk.Kind == TrunkKind.Registration && registration != "Registered")
            return new(registration == Rejected || status is "Unreachable" or "Unavail" ? TrunkCondition.Down : TrunkCondition.Trying, registration, roundTrip);
        var condition = status is "Unreachable" or "Unavail" ? TrunkCondition.Down
            : isReachable || registration == "Registered" ? TrunkCondition.Up
            : TrunkCondition.Unknown;
        return new(condition, registration, roundTrip);
    }

    // The list of all contacts holds those that registered here, not the fixed ones of trunks.
    private async Task<AmiMessage?> ContactAsync(Trunk trunk, CancellationToken cancellationToken)
    {
        var endpoint = await manager.Ami.SendListAsync(new AmiAction("PJSIPShowEndpoint").With("Endpoint", trunk.Endpoint), cancellationToken);
        return endpoint.Events.FirstOrDefault(e => e.Event == "ContactStatusDetail");
    }

    private async Task<Dictionary<string, string>> ListAsync(string action, string key, string value, CancellationToken cancellationToken)
    {
        var list = await manager.Ami.SendListAsync(new(action), cancellationToken);
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var item in list.Events)
        {
            if (item[key] is { } name && item[value] is { } text)
                found[name] = text;
        }

        return found;
    }
}
