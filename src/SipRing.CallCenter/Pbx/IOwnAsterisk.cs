using System.Net;
using SipRing.Asterisk.Ami;

namespace SipRing.CallCenter.Pbx;

public enum OwnAsteriskState
{
    Stopped,
    Starting,
    Running,

    /// <summary>It died; another start follows after a pause.</summary>
    Down,
}

/// <param name="Reason">Why it is not running, for a person.</param>
public sealed record OwnAsteriskStatus(OwnAsteriskState State, DateTimeOffset Since, int? ProcessId = null, string? Reason = null);

/// <summary>A login of Asterisk's manager interface. The secret is never logged.</summary>
public sealed record AmiLogin(IPEndPoint EndPoint, string User, string Secret)
{
    public AmiOptions ToOptions() => new() { Host = EndPoint.Address.ToString(), Port = EndPoint.Port, Username = User, Secret = Secret };

    public override string ToString() => $"{User}@{EndPoint}";
}

/// <summary>The Asterisk that SipRing provisions, starts and keeps running.</summary>
public interface IOwnAsterisk
{
    OwnAsteriskStatus Status { get; }

    /// <summary>Raised from the supervising loop; handlers must be quick.</summary>
    event Action<OwnAsteriskStatus>? StatusChanged;

    /// <summary>Queue and call events, and the acts of supervisors and operators.</summary>
    AmiLogin DailyLogin { get; }

    /// <summary>Reloads; reads no events.</summary>
    AmiLogin ConfigurationLogin { get; }

    /// <summary>Writes its files and starts it, or takes over the one that runs already; returns once it takes calls.</summary>
    /// <exception cref="PbxStartException">It cannot be started; the message says what to do.</exception>
    Task StartAsync(IProgress<string> progress, CancellationToken cancellationToken);

    /// <summary>Ends it, calls and all.</summary>
    Task StopAsync(CancellationToken cancellationToken);
}
