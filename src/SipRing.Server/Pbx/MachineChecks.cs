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
            ? new(Said.AsIs(".NET SDK"), new("doctor.no-sdk", RuntimeInformation.FrameworkDescription, sdks), new("doctor.no-sdk.mend"))
            : new(Said.AsIs(".NET SDK"), Said.AsIs(newest));
    }

    /// <summary>A clock that is behind writes reports into the past, and Asterisk's log would not be in order.</summary>
    public static Finding Clock(DateTimeOffset now, DateTimeOffset latestProof, SipRingSettings settings)
    {
        var shown = string.Create(CultureInfo.InvariantCulture, $"{TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone)):yyyy-MM-dd HH:mm:ss zzz}");
        return now >= latestProof - TimeSpan.FromMinutes(1)
            ? new(new("doctor.name.clock"), new("doctor.clock", shown, settings.TimeZone))
            : new(new("doctor.name.clock"), new("doctor.clock-behind", shown, settings.TimeZone, $"{latestProof.UtcDateTime:u}"), new("doctor.clock-behind.mend"));
    }

    public static Finding Disk(SipRingHome home)
    {
        var free = new DriveInfo(home.Root).AvailableFreeSpace;
        Said shown = new("doctor.disk", free / (1 << 30), home.Root);
        // 57.6 MB per hour of talk, so this is some 18 hours.
        return free >= LeastFreeBytes
            ? new(new("doctor.name.disk"), shown)
            : new(new("doctor.name.disk"), shown, new("doctor.disk.mend"));
    }

    /// <summary>What uploaded sounds are converted by.</summary>
    public static async Task<Finding> SoundsAsync(CancellationToken cancellationToken) => await new SoundConverter().CheckAsync(cancellationToken) is { } missing
        ? new(new("doctor.name.sounds"), new("doctor.sounds-not"), new("error." + missing.Id, missing.Arguments))
        : new(new("doctor.name.sounds"), new("doctor.sounds"));

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
            return new(new("doctor.name.home"), new("doctor.file-refused", home.Root, e.Message), new("doctor.home-refused.mend", Environment.UserName, home.Root));
        }

        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        return Directory.Exists(home.Keys) && (File.GetUnixFileMode(home.Keys) & Others) != 0
            ? new(new("doctor.name.home"), new("doctor.home-open", home.Keys), Said.AsIs($"chmod 700 {home.Keys}"))
            : new(new("doctor.name.home"), Said.AsIs(home.Root));
    }
}
