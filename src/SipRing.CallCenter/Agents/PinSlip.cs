namespace SipRing.CallCenter.Agents;

/// <summary>What an operator is handed once: afterwards nobody can tell the PIN any more.</summary>
public sealed record PinSlip(int AgentId, string Name, string Pin);
