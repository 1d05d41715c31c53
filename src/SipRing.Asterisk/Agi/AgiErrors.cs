namespace SipRing.Asterisk.Agi;

/// <summary>Base of every error of an AGI session.</summary>
public class AgiException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The channel is gone: the caller hung up, or Asterisk closed the connection. Nothing more can be asked of it.</summary>
public sealed class AgiHangupException(string message) : AgiException(message);

/// <summary>Asterisk did not accept a command: unknown, wrong usage, a sound or an application that does not exist.</summary>
public sealed class AgiCommandException(string message) : AgiException(message);

/// <summary>The peer sent what the protocol does not allow or more than a limit, or was silent for too long; the session was closed.</summary>
public sealed class AgiProtocolException(string message) : AgiException(message);
