namespace SipRing.CallCenter.Settings;

/// <summary>A setting is wrong; the message names it, its value and what would be right. Stops the start.</summary>
public sealed class SettingsException(string message) : Exception(message);
