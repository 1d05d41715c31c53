namespace SipRing.CallCenter.Pbx;

/// <summary>The own Asterisk cannot be started; the message is one sentence or two that say why and what to do.</summary>
public sealed class PbxStartException(string message, Exception? inner = null) : Exception(message, inner);
