namespace SipRing.CallCenter.Settings;

/// <summary>The folder that holds everything of one SipRing: settings, database, keys, its Asterisk, recordings, logs.</summary>
public sealed class SipRingHome(string path)
{
    public string Root { get; } = Path.GetFullPath(path);

    /// <summary>Settings that survive a restart, in JSON.</summary>
    public string SettingsFile => Path.Combine(Root, "settings.json");

    public string DatabaseFile => Path.Combine(Root, "sipring.db");

    /// <summary>Keys that protect cookies and stored secrets; mode 0700.</summary>
    public string Keys => Path.Combine(Root, "keys");

    public string Logs => Path.Combine(Root, "log");

    /// <summary>Everything of the own Asterisk: etc, var, spool, run, log.</summary>
    public string Asterisk => Path.Combine(Root, "asterisk");

    public string QueueLog => Path.Combine(Asterisk, "log", "queue_log");

    /// <summary>What SipRing heard of an existing PBX by manager events, written as lines of a queue_log.</summary>
    public string EventLog => Path.Combine(Root, "events", "queue_log");

    /// <summary>What cdr_csv of the own Asterisk writes.</summary>
    public string CdrFile => Path.Combine(Asterisk, "log", "cdr-csv", "Master.csv");

    /// <summary>What cel_custom of the own Asterisk writes (docs/decisions/0003).</summary>
    public string CelFile => Path.Combine(Asterisk, "log", "cel-custom", "sipring.csv");

    /// <summary>Finished recordings, in folders YYYY/MM/DD.</summary>
    public string Recordings => Path.Combine(Asterisk, "spool", "monitor");

    /// <summary>Makes the folder where it is missing: for its owner only, as it holds what callers said and who may hear it.</summary>
    public void Create() => Directory.CreateDirectory(Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
}
