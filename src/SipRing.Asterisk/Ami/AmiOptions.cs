namespace SipRing.Asterisk.Ami;

/// <summary>How the login proves that it knows the secret.</summary>
public enum AmiAuthentication
{
    /// <summary>MD5 challenge; the plain secret only where Asterisk offers no challenge.</summary>
    Auto,

    /// <summary>MD5 challenge, or no login at all. The secret never crosses the wire.</summary>
    Md5,

    /// <summary>The plain secret. For use over TLS or the loopback interface.</summary>
    Secret,
}

/// <summary>TLS towards Asterisk (<c>tlsenable=yes</c> in <c>manager.conf</c>, usual port 5039).</summary>
public sealed record AmiTlsOptions
{
    /// <summary>The name the certificate must bear; null takes <see cref="AmiOptions.Host"/>.</summary>
    public string? TargetHost { get; init; }

    /// <summary>
    /// The SHA-256 fingerprint of the only certificate that is accepted, in hexadecimal (colons allowed). With it neither the
    /// chain nor the name matter, which is what a self-signed certificate needs. Null asks for a certificate the system trusts.
    /// </summary>
    public string? PinnedSha256 { get; init; }

    /// <summary>Accepts any certificate: protects against listening only, not against somebody in between. Default false.</summary>
    public bool AcceptAnyCertificate { get; init; }
}

/// <summary>What a received stream may not exceed. A violation closes the connection with <see cref="AmiProtocolException"/>.</summary>
public sealed record AmiLimits
{
    /// <summary>Bytes of one line without its end. Default 65,536.</summary>
    public int LineBytes { get; init; } = 65_536;

    /// <summary>Headers of one message; each line of the output of <c>Command</c> is one. Default 50,000.</summary>
    public int Headers { get; init; } = 50_000;

    /// <summary>Bytes of one message. Default 8 MiB.</summary>
    public int MessageBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Events of one list. Default 500,000.</summary>
    public int ListEvents { get; init; } = 500_000;
}

/// <summary>Where and how to connect to the manager interface, and how patient to be.</summary>
/// <remarks>See <see href="https://docs.asterisk.org/Configuration/Interfaces/Asterisk-Manager-Interface-AMI/"/>.</remarks>
public sealed record AmiOptions
{
    /// <summary>Name or address of the Asterisk. Required.</summary>
    public required string Host { get; init; }

    /// <summary>TCP port, 1 to 65535. Default 5038.</summary>
    public int Port { get; init; } = 5038;

    /// <summary>The section of <c>manager.conf</c>. Required.</summary>
    public required string Username { get; init; }

    /// <summary>Its secret. Never logged, never part of <see cref="ToString"/>.</summary>
    public required string Secret { get; init; }

    /// <summary>Default <see cref="AmiAuthentication.Auto"/>.</summary>
    public AmiAuthentication Authentication { get; init; }

    /// <summary>Null (the default) for plain TCP.</summary>
    public AmiTlsOptions? Tls { get; init; }

    /// <summary>
    /// The classes of events wanted, for example <c>call,agent,user</c>, <c>on</c> or <c>off</c>. Null (the default) for all that
    /// the account may read.
    /// </summary>
    public string? EventMask { get; init; }

    /// <summary>Limit for the TCP connection and the TLS handshake. Default 5 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Limit for banner and login. Default 10 s: Asterisk delays the answer to a wrong secret by a second.</summary>
    public TimeSpan LoginTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long to wait after the login for <c>FullyBooted</c> before the session counts as ready all the same. Asterisk accepts
    /// logins before its modules are loaded, and sends that event only to accounts with the read right <c>system</c>. Default 1 s.
    /// </summary>
    public TimeSpan BootGrace { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Limit for the answer to an action. Default 15 s.</summary>
    public TimeSpan ActionTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Limit for a whole list. Default 60 s.</summary>
    public TimeSpan ListTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Silence after which a <c>Ping</c> is sent. Default 5 s.</summary>
    public TimeSpan KeepAliveInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long anything at all may take to arrive after a <c>Ping</c> before the connection counts as dead. Default 5 s.</summary>
    public TimeSpan KeepAliveTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Longest pause before the first new attempt. Default 250 ms; the pause doubles with each failure.</summary>
    public TimeSpan RetryFirst { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Longest pause between two attempts. Default 2 s.</summary>
    public TimeSpan RetryCap { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Actions that may wait for their answer at a time. Default 1,000. One more is refused with <see cref="AmiBusyException"/>
    /// and not sent; the connection stays, because closing it would leave the outcome of all the others unknown.
    /// </summary>
    public int MaxPendingActions { get; init; } = 1_000;

    /// <summary>Items a subscriber may be behind before it is completed with an error. Default 20,000.</summary>
    public int FeedCapacity { get; init; } = 20_000;

    /// <summary>Limits of what is received.</summary>
    public AmiLimits Limits { get; init; } = new();

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">Names the option, its value and what would be right.</exception>
    public void Validate()
    {
        Require(Host.Trim().Length > 0, nameof(Host), Host, "a host name or an address");
        Require(Port is > 0 and <= 65535, nameof(Port), Port, "1 to 65535");
        Require(OneLine(Username), nameof(Username), Username, "the name of a section of manager.conf");
        Require(OneLine(Secret), nameof(Secret), "(hidden)", "the secret of that section, on one line");
        Require(EventMask is null || OneLine(EventMask), nameof(EventMask), EventMask, "null, 'on', 'off' or classes joined by commas");
        Require(Tls?.PinnedSha256 is not { } pin || IsSha256(pin), "Tls.PinnedSha256", Tls?.PinnedSha256, "64 hexadecimal digits");
        RequireTime(ConnectTimeout, nameof(ConnectTimeout));
        RequireTime(LoginTimeout, nameof(LoginTimeout));
        RequireTime(BootGrace, nameof(BootGrace));
        RequireTime(ActionTimeout, nameof(ActionTimeout));
        RequireTime(ListTimeout, nameof(ListTimeout));
        RequireTime(KeepAliveInterval, nameof(KeepAliveInterval));
        RequireTime(KeepAliveTimeout, nameof(KeepAliveTimeout));
        RequireTime(RetryFirst, nameof(RetryFirst));
        Require(RetryCap >= RetryFirst, nameof(RetryCap), RetryCap, $"at least {nameof(RetryFirst)} ({RetryFirst})");
        Require(MaxPendingActions > 0, nameof(MaxPendingActions), MaxPendingActions, "1 or more");
        Require(FeedCapacity > 0, nameof(FeedCapacity), FeedCapacity, "1 or more");
        Require(Limits.LineBytes >= 256, "Limits.LineBytes", Limits.LineBytes, "256 or more");
        Require(Limits.Headers >= 16, "Limits.Headers", Limits.Headers, "16 or more");
        Require(Limits.MessageBytes >= Limits.LineBytes, "Limits.MessageBytes", Limits.MessageBytes, "at least Limits.LineBytes");
        Require(Limits.ListEvents > 0, "Limits.ListEvents", Limits.ListEvents, "1 or more");
    }

    /// <summary>Account and address, without the secret.</summary>
    public override string ToString() => $"{Username}@{Host}:{Port}{(Tls is null ? "" : " (TLS)")}";

    private static bool OneLine(string value) => value.Length > 0 && value.AsSpan().IndexOfAny('\r', '\n', '\0') < 0;

    private static bool IsSha256(string pin)
    {
        var digits = pin.Replace(":", "", StringComparison.Ordinal);
        return digits.Length == 64 && digits.All(char.IsAsciiHexDigit);
    }

    private static void RequireTime(TimeSpan value, string name) =>
        Require(value > TimeSpan.Zero && value <= TimeSpan.FromHours(1), name, value, "more than zero and at most an hour");

    private static void Require(bool right, string name, object? value, string wanted)
    {
        if (!right)
            throw new ArgumentException($"AmiOptions.{name} is '{value}', but must be {wanted}.", name);
    }
}
