using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace SipRing.CallCenter.Pbx;

/// <summary>
/// The Asterisk program that a private instance runs: a tree of Debian packages that <c>pbx/fetch-asterisk</c> unpacked
/// (run by the tree's own loader, so the age of the machine's libraries does not matter), or an installed Asterisk, whose
/// configuration and service stay untouched.
/// </summary>
public sealed partial record AsteriskTree
{
    public const string FolderVariable = "SIPRING_ASTERISK";
    private const int OldestMajor = 16;

    /// <summary>The program and the arguments that come before Asterisk's own.</summary>
    public required IReadOnlyList<string> Command { get; init; }
    public required string Modules { get; init; }

    /// <summary>The folder with Asterisk's documentation and sounds, shared and only read.</summary>
    public required string Data { get; init; }
    public required string Sbin { get; init; }
    public required Version Version { get; init; }

    /// <summary>True where <c>password_digest</c> of a PJSIP authentication is known; before, <c>md5_cred</c> does the same.</summary>
    public bool KnowsPasswordDigest => Version.Major switch
    {
        20 => Version.Minor >= 12,
        21 => Version.Minor >= 7,
        22 => Version.Minor >= 2,
        _ => Version.Major > 22,
    };

    /// <summary>Where <c>pbx/fetch-asterisk</c> puts its tree: shared by every home folder of the user.</summary>
    public static string DefaultFolder
    {
        get
        {
            if (Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } named)
                return named;
            var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } given
                ? given
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
            return Path.Combine(cache, "sipring", "asterisk-22");
        }
    }

    /// <exception cref="PbxStartException">There is neither an unpacked nor an installed Asterisk that can be used.</exception>
    public static AsteriskTree Find() =>
        InTree(DefaultFolder) ?? Installed()
        ?? throw new PbxStartException($"There is no Asterisk in {DefaultFolder} and none is installed; run pbx/fetch-asterisk (./run does it).");

    /// <summary>The tree that was unpacked into a folder, or null where there is none.</summary>
    public static AsteriskTree? InTree(string folder)
    {
        var root = Path.Combine(folder, "tree");
        var program = Path.Combine(root, "usr", "sbin", "asterisk");
        if (!File.Exists(program) || LibraryFolder(root) is not { } libraries)
            return null;
        if (Directory.EnumerateFiles(libraries, "ld-linux*.so.*").FirstOrDefault() is not { } loader)
            return null;
        string[] command = [loader, "--library-path", libraries, program];
        return ReadVersion(command) is not { } version ? null : new()
        {
            Command = command,
            Modules = Path.Combine(libraries, "asterisk", "modules"),
            Data = Path.Combine(root, "usr", "share", "asterisk"),
            Sbin = Path.Combine(root, "usr", "sbin"),
            Version = version,
        };
    }

    /// <summary>The installed Asterisk, or null where there is none, or one that lacks what a queue needs.</summary>
    public static AsteriskTree? Installed()
    {
        const string Program = "/usr/sbin/asterisk";
        if (!File.Exists(Program) || ReadVersion([Program]) is not { } version || version.Major < OldestMajor)
            return null;
        string[] roots = [LibraryFolder("/") ?? "/usr/lib", "/usr/lib64", "/usr/lib"];
        var modules = roots.Select(r => Path.Combine(r, "asterisk", "modules")).FirstOrDefault(HasModules);
        string[] shares = ["/usr/share/asterisk", "/var/lib/asterisk"];
        var data = shares.FirstOrDefault(s => Directory.Exists(Path.Combine(s, "documentation")));
        return modules is null || data is null
            ? null
            : new() { Command = [Program], Modules = modules, Data = data, Sbin = "/usr/sbin", Version = version };
    }

    private static bool HasModules(string folder) =>
        File.Exists(Path.Combine(folder, "chan_pjsip.so")) && File.Exists(Path.Combine(folder, "app_queue.so"))
        && File.Exists(Path.Combine(folder, "app_mixmonitor.so")) && File.Exists(Path.Combine(folder, "cel_custom.so"));

    private static string? LibraryFolder(string root)
    {
        var lib = Path.Combine(root, "usr", "lib");
        return !Directory.Exists(lib)
            ? null
            : Directory.EnumerateDirectories(lib, "*-linux-gnu").FirstOrDefault(d => Directory.Exists(Path.Combine(d, "asterisk", "modules")));
    }

    private static Version? ReadVersion(IReadOnlyList<string> command)
    {
        var start = new ProcessStartInfo(command[0], [.. command.Skip(1), "-V"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            var match = VersionPattern().Match(process.StandardOutput.ReadToEnd());
            process.WaitForExit();
            return match.Success
                ? new(Number(match.Groups[1]), match.Groups[2].Success ? Number(match.Groups[2]) : 0)
                : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }

        static int Number(Group group) => int.Parse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^Asterisk (?:certified[/-])?(\d+)(?:\.(\d+))?")]
    private static partial Regex VersionPattern();
}
