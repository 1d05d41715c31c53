namespace SipRing.CallCenter.Connection;

public enum FindingState
{
    /// <summary>It works.</summary>
    Good,

    /// <summary>It works, and something is worth knowing.</summary>
    Note,

    /// <summary>It works less well than it could, or is not safe.</summary>
    Warning,

    /// <summary>It does not work.</summary>
    Bad,
}

/// <summary>One result of a test of the connection.</summary>
/// <param name="Step">What was looked at; several findings may belong to one step.</param>
/// <param name="State">How it is.</param>
/// <param name="Id">kebab-case and stable: the key of its text in the resource files.</param>
/// <param name="Message">The same in English, with what to do.</param>
/// <param name="Paste">Lines to put into a file or a console there; null where there is nothing to do.</param>
/// <param name="Arguments">What the sentence names, in order, for its translation.</param>
public sealed record ConnectionFinding(ConnectionStep Step, FindingState State, string Id, string Message, string? Paste = null, params object[] Arguments);

/// <summary>The steps of a test, in order.</summary>
public enum ConnectionStep
{
    Reach,
    Login,
    Rights,
    Configuration,
    Contents,
    Clock,
    Database,
    Tables,
    Log,
}
