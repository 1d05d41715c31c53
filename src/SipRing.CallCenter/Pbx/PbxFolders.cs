using SipRing.CallCenter.Settings;

namespace SipRing.CallCenter.Pbx;

/// <summary>The folders and files of the own Asterisk below <see cref="SipRingHome.Asterisk"/>.</summary>
public sealed class PbxFolders(SipRingHome home)
{
    // sockaddr_un holds 108 bytes with the closing zero.
    private const int LongestSocketPath = 107;

    public string Root { get; } = home.Asterisk;
    public string Configuration => Path.Combine(Root, "etc");
    public string AsteriskConf => Path.Combine(Configuration, "asterisk.conf");
    public string Programs => Path.Combine(Root, "bin");
    public string Data => Path.Combine(Root, "data");
    public string Sounds => Path.Combine(Data, "sounds");
    public string HoldMusic => Path.Combine(Data, "moh");
    public string Run => Path.Combine(Root, "run");
    public string PidFile => Path.Combine(Run, "asterisk.pid");
    public string ControlSocket => Path.Combine(Run, "asterisk.ctl");

    /// <summary>What the running Asterisk was started with: another content means that it must be started anew.</summary>
    public string StartStamp => Path.Combine(Run, "started-with");
    public string Log => Path.Combine(Root, "log");
    public string Console => Path.Combine(Log, "console");
    public string Messages => Path.Combine(Log, "messages");
    public string Secrets => Path.Combine(home.Keys, "ami.json");
    public string Recordings => home.Recordings;

    /// <summary>Recordings that are being written, in the same folders as the finished ones.</summary>
    public string OpenRecordings => Path.Combine(Recordings, ".part");

    /// <exception cref="PbxStartException">Asterisk could not live at this path.</exception>
    public void CheckPath()
    {
        // The path goes into dialplan arguments and a shell command of Asterisk.
        if (Root.FirstOrDefault(c => !char.IsLetterOrDigit(c) && c is not ('/' or '.' or '-' or '_' or '+' or '~' or '@')) is var wrong && wrong != default)
            throw new PbxStartException($"The home folder {home.Root} has a '{wrong}' in its path, which Asterisk cannot take; choose one of letters, digits and ./-_+~@ with --home DIR.");
        var excess = System.Text.Encoding.UTF8.GetByteCount(ControlSocket) - LongestSocketPath;
        if (excess > 0)
            throw new PbxStartException($"The path of the home folder {home.Root} is {excess} bytes too long for the control socket of Asterisk; choose a shorter one with --home DIR.");
    }

    /// <summary>Makes every folder that Asterisk expects; it makes none itself but those of recordings.</summary>
    public void Create()
    {
        Directory.CreateDirectory(Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        string[] folders =
        [
            Configuration, Programs, Sounds, HoldMusic, Run, Path.Combine(Root, "var"), Path.Combine(Root, "keys"), Path.Combine(Root, "agi"),
            Path.Combine(Log, "cdr-csv"), Path.Combine(Log, "cel-custom"), OpenRecordings,
            Path.Combine(Root, "spool", "tmp"), Path.Combine(Root, "spool", "outgoing"),
        ];
        foreach (var folder in folders)
            Directory.CreateDirectory(folder);
    }
}
