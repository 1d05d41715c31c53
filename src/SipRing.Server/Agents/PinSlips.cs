using SipRing.CallCenter.Agents;

namespace SipRing.Server.Agents;

/// <summary>
/// PINs that were made from this open page, until somebody has printed them: in memory, in no address and no browser storage. With the
/// page they are gone.
/// </summary>
public sealed class PinSlips
{
    private readonly List<PinSlip> _all = [];

    public IReadOnlyList<PinSlip> All => _all;

    /// <summary>A newer PIN of the same operator takes the place of the one before, which is worthless.</summary>
    public void Add(PinSlip slip)
    {
        _all.RemoveAll(s => s.AgentId == slip.AgentId);
        _all.Add(slip);
    }

    public void Forget() => _all.Clear();

    public void Forget(int agentId) => _all.RemoveAll(s => s.AgentId == agentId);
}
