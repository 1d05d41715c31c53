namespace SipRing.CallCenter.Pbx;

/// <summary>A phone of the own Asterisk with its number.</summary>
public sealed record Extension(string Number, string Name);
