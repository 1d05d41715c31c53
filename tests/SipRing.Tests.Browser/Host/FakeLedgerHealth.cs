using SipRing.CallCenter.Ledger;

namespace SipRing.Tests.Browser.Host;

/// <summary>What the ledger says of itself, as a test wants it.</summary>
public sealed class FakeLedgerHealth : ILedgerHealth
{
    public static LedgerHealth Well { get; } = new(null, null, [], new(100, 0, new Dictionary<string, long>()));

    public LedgerHealth Current { get; set; } = Well;
}
