using System.Globalization;
using System.Runtime.InteropServices;
using SipRing.CallCenter.Pbx.Sounds;
using SipRing.CallCenter.Settings;

namespace SipRing.Server.Pbx;

/// <summary>The machine below SipRing: .NET, clock, time zone, disk, rights of the home folder.</summary>
internal static class MachineChecks
{
    private const long LeastFreeBytes = 1L << 30;

    public static Finding Sdk()
    {
        // The folder of the running runtime is DOTNET/shared/Microsoft.NETCore.App/10.0.x.
        var dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        var sdks = Path.Combine(dotnet, "sdk");
        var newest = Directory.Exists(sdks) ? Directory.EnumerateDirectories(sdks, "10.*").Max(Path.GetFileName) : null;
        return newest is null
            ? new(".NET SDK", $"{RuntimeInformation.FrameworkDescription}, no SDK 10 in {sdks}", "./run cannot build a new version: install the package dotnet-sdk-10.0.")
            : new(".NET SDK", newest);
    }

    /// <summary>A clock that is behind writes reports into the past, and Asterisk's log would not be in order.</summary>
    public static Finding Clock(DateTimeOffset now, DateTimeOffset latestProof, SipRingSettings settings)
    {
        var shown = string.Create(CultureInfo.InvariantCulture, $"{TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone)):yyyy-MM-dd HH:mm:ss zzz} in {settings.TimeZone}");
        return now >= latestProof - TimeSpan.FromMinutes(1)
            ? new("Clock", shown)
            : new("Clock", $"{shown}, but there are files of {latestProof.UtcDateTime:u}", "Set the clock of the machine right and let a time service keep it.");
    }

    public static Finding Disk(SipRingHome home)
    {
        var free = new DriveInfo(home.Root).AvailableFreeSpace;
        var shown = string.Create(CultureInfo.InvariantCulture, $"{free / (1 << 30):0} GiB free for {home.Root}");
        // 57.6 MB per hour of talk, so this is some 18 hours.
        return free >= LeastFreeBytes
            ? new("Disk", shown)
            : new("Disk", shown, "Free some space: recordings take 58 MB per hour of talk, and without space reports stop growing.");
    }

    /// <summary>What uploaded sounds are converted by.</summary>
    public static async Task<Finding> SoundsAsync(CancellationToken cancellationToken) => await new SoundConverter().CheckAsync(cancellationToken) is { } missing
        ? new("Sounds", "uploaded sounds cannot be converted", missing.Message)
        : new("Sounds", "wav and mp3 can be converted");

    public static Finding Rights(SipRingHome home)
    {
        var probe = Path.Combine(home.Root, $".doctor-{Environment.ProcessId}");
        try
        {
            File.WriteAllText(probe, "");
            File.Delete(probe);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            return new("Home folder", $"{home.Root}: {e.Message}", $"Give it to the user who runs SipRing: chown -R {Environment.UserName} {home.Root}");
        }

        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        return Directory.Exists(home.Keys) && (File.GetUnixFileMode(home.Keys) & Others) != 0
            ? new("Home folder", $"{home.Keys} is open to other users", $"chmod 700 {home.Keys}")
            : new("Home folder", home.Root);
    }
}
