using System.Net;
using System.Net.Sockets;

namespace SipRing.Asterisk.Agi;

/// <summary>Where the FastAGI server listens, and its limits.</summary>
/// <remarks>See <see href="https://docs.asterisk.org/Configuration/Interfaces/Asterisk-Gateway-Interface-AGI/"/>.</remarks>
public sealed record AgiServerOptions
{
    /// <summary>Address and port; port 0 takes a free one. Default 127.0.0.1:4573.</summary>
    public IPEndPoint EndPoint { get; init; } = new(IPAddress.Loopback, 4573);

    /// <summary>
    /// A socket that listens already, instead of <see cref="EndPoint"/>: who must know the port before the server starts keeps
    /// it so from others. The server closes it. Default: none.
    /// </summary>
    public Socket? Listener { get; init; }

    /// <summary>
    /// Who may connect: the protocol knows no login, and whoever connects can pretend to be any caller. Default: this machine only.
    /// </summary>
    public IReadOnlyList<IPNetwork> AllowedNetworks { get; init; } = [IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128")];

    /// <summary>Sessions at a time; one more is closed at once. Default 500.</summary>
    public int MaxSessions { get; init; } = 500;

    /// <summary>Bytes of a received line. Default 8,192.</summary>
    public int MaxLineBytes { get; init; } = 8192;

    /// <summary>Lines of the environment (<c>agi_…</c>). Default 256.</summary>
    public int MaxEnvironmentLines { get; init; } = 256;

    /// <summary>Limit for the environment to come in. Default 5 s.</summary>
    public TimeSpan EnvironmentTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Limit for the answer to a command that neither plays nor waits nor executes an application. Default 15 s.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Longest prompt: limit for commands that play one, on top of their own waiting time. Default 10 min.</summary>
    public TimeSpan LongestPrompt { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long running sessions may go on when the server stops. Default 2 s.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">Names the option, its value and what would be right.</exception>
    public void Validate()
    {
        Require(AllowedNetworks.Count > 0, nameof(AllowedNetworks), "(empty)", "at least one network");
        Require(MaxSessions > 0, nameof(MaxSessions), MaxSessions, "1 or more");
        Require(MaxLineBytes >= 256, nameof(MaxLineBytes), MaxLineBytes, "256 or more");
        Require(MaxEnvironmentLines >= 32, nameof(MaxEnvironmentLines), MaxEnvironmentLines, "32 or more");
        Require(EnvironmentTimeout > TimeSpan.Zero, nameof(EnvironmentTimeout), EnvironmentTimeout, "more than zero");
        Require(CommandTimeout > TimeSpan.Zero, nameof(CommandTimeout), CommandTimeout, "more than zero");
        Require(LongestPrompt > TimeSpan.Zero, nameof(LongestPrompt), LongestPrompt, "more than zero");
        Require(StopTimeout >= TimeSpan.Zero, nameof(StopTimeout), StopTimeout, "zero or more");
    }

    private static void Require(bool right, string name, object value, string wanted)
    {
        if (!right)
            throw new ArgumentException($"AgiServerOptions.{name} is '{value}', but must be {wanted}.", name);
    }
}
