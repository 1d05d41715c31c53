using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using SipRing.CallCenter.Contacts;

namespace SipRing.CallCenter.Settings;

/// <summary>
/// Reads and writes the settings file of a home folder. What the command line says is written back, so that the other
/// verbs and the next start find the same database and ports. The file may hold a database password: mode 0600.
/// </summary>
public static class SettingsStore
{
    private const string Localhost = "localhost:";

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <exception cref="SettingsException">The file is no settings file, or a value in it is wrong.</exception>
    public static SipRingSettings Load(SipRingHome home)
    {
        if (!File.Exists(home.SettingsFile))
            return new();
        StoredSettings stored;
        try
        {
            stored = JsonSerializer.Deserialize<StoredSettings>(File.ReadAllText(home.SettingsFile), s_json) ?? new();
        }
        catch (JsonException e)
        {
            throw new SettingsException($"{home.SettingsFile} is not valid: {e.Message} Mend it or delete it to start from the defaults.");
        }

        var defaults = new SipRingSettings();
        return Validated(new()
        {
            Http = stored.Http is { } http ? ParseEndPoint("http", http) : defaults.Http,
            Sip = stored.Sip is { } sip ? ParseEndPoint("sip", sip) : defaults.Sip,
            Ami = stored.Ami is { } ami ? ParseEndPoint("ami", ami) : defaults.Ami,
            Agi = stored.Agi is { } agi ? ParseEndPoint("agi", agi) : defaults.Agi,
            RtpFrom = stored.Rtp is { } rtp ? ParsePortRange("rtp", rtp).From : defaults.RtpFrom,
            RtpTo = stored.Rtp is { } rtpTo ? ParsePortRange("rtp", rtpTo).To : defaults.RtpTo,
            MariaDb = stored.MariaDb,
            TimeZone = stored.TimeZone ?? defaults.TimeZone,
            Voice = stored.Voice ?? defaults.Voice,
            Region = stored.Region ?? defaults.Region,
            Pbx = stored.Pbx ?? defaults.Pbx,
            PbxMode = stored.PbxMode ?? defaults.PbxMode,
            Existing = stored.Existing,
            AdministratorNumber = stored.AdministratorNumber,
            SetUp = stored.SetUp ?? false,
        });
    }

    public static void Save(SipRingHome home, SipRingSettings settings)
    {
        var stored = new StoredSettings
        {
            Http = settings.Http.ToString(),
            Sip = settings.Sip.ToString(),
            Ami = settings.Ami.ToString(),
            Agi = settings.Agi.ToString(),
            Rtp = string.Create(CultureInfo.InvariantCulture, $"{settings.RtpFrom}-{settings.RtpTo}"),
            MariaDb = settings.MariaDb,
            TimeZone = settings.TimeZone,
            Voice = settings.Voice,
            Region = settings.Region,
            Pbx = settings.Pbx,
            PbxMode = settings.PbxMode,
            Existing = settings.Existing,
            AdministratorNumber = settings.AdministratorNumber,
            SetUp = settings.SetUp,
        };
        var text = JsonSerializer.Serialize(stored, s_json) + "\n";
        if (File.Exists(home.SettingsFile) && File.ReadAllText(home.SettingsFile) == text)
            return;
        var draft = home.SettingsFile + ".new";
        File.WriteAllText(draft, text);
        File.SetUnixFileMode(draft, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.Move(draft, home.SettingsFile, overwrite: true);
    }

    /// <exception cref="SettingsException">A value is wrong.</exception>
    public static SipRingSettings Validated(SipRingSettings settings)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(settings.TimeZone, out _))
            throw new SettingsException($"timeZone '{settings.TimeZone}' is not known; give an IANA name such as Europe/Moscow.");
        if (settings.Voice is not ("ru" or "en"))
            throw new SettingsException($"voice '{settings.Voice}' is not spoken; give ru or en.");
        if (!NumberForms.IsRegion(settings.Region))
            throw new SettingsException($"region '{settings.Region}' is no country; give its two letters such as RU.");
        if (!IPAddress.IsLoopback(settings.Ami.Address))
            throw new SettingsException($"ami {settings.Ami} would open the manager interface to the network; give a loopback address such as 127.0.0.1:5038.");
        if (settings.Pbx.Length is 0 or > 32 || !settings.Pbx.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            throw new SettingsException($"pbx '{settings.Pbx}' is no name of a PBX; use 1 to 32 letters, digits, '-' and '_'.");
        if (settings is { PbxMode: PbxMode.Existing, Existing: null })
            throw new SettingsException("pbxMode is existing, but there is no section 'existing'; set pbxMode to own, start, and enter the connection on the page of connection settings.");
        if (settings.Sip.Equals(settings.Http) || settings.Ami.Equals(settings.Http) || settings.Ami.Equals(settings.Sip))
            throw new SettingsException($"http {settings.Http}, sip {settings.Sip} and ami {settings.Ami} must differ.");
        return settings;
    }

    /// <exception cref="SettingsException">It is no ADDR:PORT.</exception>
    public static IPEndPoint ParseEndPoint(string name, string value) =>
        IPEndPoint.TryParse(value.StartsWith(Localhost, StringComparison.OrdinalIgnoreCase) ? $"{IPAddress.Loopback}:{value[Localhost.Length..]}" : value, out var parsed)
        && parsed.Port > 0 && value.Contains(':', StringComparison.Ordinal)
            ? parsed
            : throw new SettingsException($"{name} '{value}' is no address; write ADDR:PORT such as 127.0.0.1:8080.");

    /// <exception cref="SettingsException">It is no FROM-TO, or too narrow.</exception>
    public static (int From, int To) ParsePortRange(string name, string value)
    {
        var parts = value.Split('-');
        if (parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var from)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var to)
            && from >= 1024 && to <= 65535 && to - from >= 9)
            return (from, to);
        throw new SettingsException($"{name} '{value}' is no range of ports; write FROM-TO between 1024 and 65535 with at least 10 ports, such as 10000-19999.");
    }

    private sealed record StoredSettings
    {
        public string? Http { get; init; }
        public string? Sip { get; init; }
        public string? Ami { get; init; }
        public string? Agi { get; init; }
        public string? Rtp { get; init; }
        public string? MariaDb { get; init; }
        public string? TimeZone { get; init; }
        public string? Voice { get; init; }
        public string? Region { get; init; }
        public string? Pbx { get; init; }
        public PbxMode? PbxMode { get; init; }
        public ExistingPbx? Existing { get; init; }
        public string? AdministratorNumber { get; init; }
        public bool? SetUp { get; init; }
    }
}
