using System.Threading.Channels;

namespace SipRing.Asterisk.Ami;

/// <summary>The state of a manager connection. It goes round Connecting - LoggingIn - Ready - Disconnected until Closed.</summary>
public enum AmiConnectionState
{
    /// <summary>Opening the TCP (or TLS) connection.</summary>
    Connecting,

    /// <summary>Connected; the banner is read and the login is under way.</summary>
    LoggingIn,

    /// <summary>Logged in: events arrive, actions are answered.</summary>
    Ready,

    /// <summary>The connection was lost or refused; another attempt follows after a pause.</summary>
    Disconnected,

    /// <summary>Closed by its owner. Final.</summary>
    Closed,
}

/// <summary>What a subscriber of a manager connection reads, in exact order of occurrence.</summary>
public abstract record AmiFeedItem
{
    /// <summary>A new session is ready. Whatever was known before must be rebuilt from list actions.</summary>
    public sealed record Connected(long Session, string Banner) : AmiFeedItem;

    /// <summary>An event that belongs to no list action.</summary>
    public sealed record Event(AmiMessage Message) : AmiFeedItem;

    /// <summary>The session ended; nothing that is known is fresh any more.</summary>
    public sealed record Disconnected(long Session, string Reason) : AmiFeedItem;
}

/// <summary>A manager connection that keeps itself alive: it reconnects with back-off and tells its subscribers.</summary>
public interface IAmiClient : IAsyncDisposable
{
    /// <summary>The state now.</summary>
    AmiConnectionState State { get; }

    /// <summary>Why the last attempt failed or the last session ended, in a sentence; null while a session is ready.</summary>
    string? LastError => null;

    /// <summary>Begins to connect. Returns at once; connecting goes on until the client is disposed.</summary>
    void Start();

    /// <summary>
    /// Subscribes. The reader gets a <see cref="AmiFeedItem.Connected"/> first if a session is ready already. A reader that
    /// falls behind by more than the limit of the options is completed with an error rather than fed with gaps.
    /// </summary>
    IAmiSubscription Subscribe();

    /// <summary>Sends an action and waits for its response.</summary>
    /// <exception cref="AmiNotConnectedException">No session is ready; nothing was sent.</exception>
    /// <exception cref="AmiOutcomeUnknownException">It was sent and its answer was lost: it may or may not have happened.</exception>
    Task<AmiMessage> SendAsync(AmiAction action, CancellationToken cancellationToken);

    /// <summary>Sends a list action (<c>QueueStatus</c>, <c>CoreShowChannels</c>) and gathers its events up to the completing one.</summary>
    /// <exception cref="AmiNotConnectedException">No session is ready; nothing was sent.</exception>
    /// <exception cref="AmiOutcomeUnknownException">The session ended before the list did.</exception>
    Task<AmiListResponse> SendListAsync(AmiAction action, CancellationToken cancellationToken);
}

/// <summary>A subscription to the feed of a manager connection; disposing it ends it.</summary>
public interface IAmiSubscription : IDisposable
{
    /// <summary>The items, in order.</summary>
    ChannelReader<AmiFeedItem> Items { get; }
}

/// <summary>The answer to a list action: its response, and the events between start and completion (which is not among them).</summary>
public sealed record AmiListResponse(AmiMessage Response, IReadOnlyList<AmiMessage> Events);

/// <summary>Base of every error of a manager connection.</summary>
public class AmiException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>No session is ready; nothing was sent.</summary>
public sealed class AmiNotConnectedException(string message) : AmiException(message);

/// <summary>The action was sent and its answer was lost or did not come in time: it may or may not have been carried out.</summary>
public sealed class AmiOutcomeUnknownException(string message, Exception? inner = null) : AmiException(message, inner);

/// <summary>Too many actions wait for their answers already; this one was not sent.</summary>
public sealed class AmiBusyException(string message) : AmiException(message);

/// <summary>A subscriber fell behind by more than the limit; it must subscribe anew and rebuild what it knows.</summary>
public sealed class AmiFeedOverflowException(string message) : AmiException(message);

/// <summary>The peer sent what the protocol does not allow, or more than a limit; the connection was closed.</summary>
public sealed class AmiProtocolException(string message) : AmiException(message);

/// <summary>The login was refused.</summary>
public sealed class AmiLoginRefusedException(string message) : AmiException(message);
