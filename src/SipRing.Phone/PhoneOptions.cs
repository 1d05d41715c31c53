using System.Net;
using SipRing.Phone.Media;

namespace SipRing.Phone;

/// <summary>Who the phone is and how it behaves unless a call says otherwise.</summary>
public sealed record PhoneOptions
{
    /// <summary>Where Asterisk takes SIP over UDP.</summary>
    public required IPEndPoint Server { get; init; }

    /// <summary>Number and user name.</summary>
    public required string User { get; init; }

    public string Secret { get; init; } = "";

    /// <summary>Bound for signalling and sound. Asterisk tells a trunk by it: "the PSTN" is 127.0.0.2.</summary>
    public IPAddress LocalAddress { get; init; } = IPAddress.Loopback;

    /// <summary>What it says in a call.</summary>
    public Tone Tone { get; init; } = Tone.Silence;

    /// <summary>False: sound from the other side is neither read nor kept, which halves the cost of a call.</summary>
    public bool Listens { get; init; } = true;

    public TimeSpan RegistrationLifetime { get; init; } = TimeSpan.FromMinutes(5);

    public string UserAgent { get; init; } = "SipRing.Phone";

    public TimeProvider Time { get; init; } = TimeProvider.System;
}

/// <summary>What is different in one outgoing call.</summary>
public sealed record DialOptions
{
    /// <summary>Number to show; the phone's own by default.</summary>
    public string? From { get; init; }

    public string? FromName { get; init; }

    public Tone? Tone { get; init; }
}

/// <summary>A request that Asterisk refused.</summary>
public sealed class SipRefusedException(string what, int status) : Exception($"{what} was refused with {status}.")
{
    public int Status { get; } = status;
}
