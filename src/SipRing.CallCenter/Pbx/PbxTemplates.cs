using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using SipRing.CallCenter.Settings;

namespace SipRing.CallCenter.Pbx;

/// <summary>The files of the repository's folder <c>pbx</c>, carried inside this assembly, and the base configuration made of them.</summary>
public static partial class PbxTemplates
{
    private const string Configuration = "pbx/etc/";
    private static readonly Assembly s_assembly = typeof(PbxTemplates).Assembly;

    /// <summary>The names of the files below a folder of <c>pbx</c>, for example <c>pbx/prompts/ru/</c>.</summary>
    public static IEnumerable<string> Names(string folder) =>
        s_assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(folder, StringComparison.Ordinal))
            .Select(n => n[folder.Length..])
            .Order(StringComparer.Ordinal);

    public static byte[] Read(string name)
    {
        using var stream = s_assembly.GetManifestResourceStream(name) ?? throw new ArgumentException($"There is no file {name} inside the server.", nameof(name));
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    /// <summary>The base configuration: file name to content, every placeholder filled in.</summary>
    public static IReadOnlyDictionary<string, string> BaseConfiguration(
        PbxFolders folders, AsteriskTree tree, SipRingSettings settings, PbxOptions options, PbxSecrets secrets)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["HOME"] = folders.Root,
            ["BIN"] = folders.Programs,
            ["MODULES"] = tree.Modules,
            ["SBIN"] = tree.Sbin,
            ["LANGUAGE"] = options.Language,
            ["SIP"] = settings.Sip.ToString(),
            ["MEDIA"] = Media(settings.Sip.Address),
            ["TRUNK"] = options.LocalTrunk ? LocalTrunk(settings.Sip.Address) : "",
            ["AMI_ADDRESS"] = settings.Ami.Address.ToString(),
            ["AMI_PORT"] = settings.Ami.Port.ToString(CultureInfo.InvariantCulture),
            ["AMI_SECRET"] = secrets.Daily,
            ["AMI_CONFIG_SECRET"] = secrets.Configuration,
            ["AGI"] = settings.Agi.ToString(),
            ["RTP_FROM"] = settings.RtpFrom.ToString(CultureInfo.InvariantCulture),
            ["RTP_TO"] = settings.RtpTo.ToString(CultureInfo.InvariantCulture),
        };
        var files = Names(Configuration).ToDictionary(
            name => name,
            name => Placeholder().Replace(Encoding.UTF8.GetString(Read(Configuration + name)), m => values[m.Groups[1].Value]),
            StringComparer.Ordinal);
        // A module that this version has not would only fill the log with an error.
        files["modules.conf"] = string.Concat(files["modules.conf"].Split('\n').Where(line => IsLoadable(line, tree)).Select(line => line + "\n")).TrimEnd('\n') + "\n";
        return files;
    }

    private static bool IsLoadable(string line, AsteriskTree tree) =>
        !line.StartsWith("load = ", StringComparison.Ordinal) || File.Exists(Path.Combine(tree.Modules, line["load = ".Length..]));

    // Audio goes by the address of SIP; where that is "any", Asterisk chooses by route.
    private static string Media(IPAddress address) =>
        address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)
            ? ""
            : $"media_address = {address}\nbind_rtp_to_media_address = yes";

    private static string LocalTrunk(IPAddress sip) => sip.AddressFamily != AddressFamily.InterNetwork
        ? ""
        : $"""

            ; Callers with any number from {PbxOptions.LocalTrunkAddress}: for the demonstration and for tests.
            [local-trunk]
            type = endpoint
            context = from-trunk
            disallow = all
            allow = alaw,ulaw
            direct_media = no
            rtp_symmetric = yes
            trust_id_inbound = yes
            send_connected_line = no
            rtp_timeout = 120
            {Media(sip)}

            [local-trunk]
            type = identify
            endpoint = local-trunk
            match = {PbxOptions.LocalTrunkAddress}
            """;

    [GeneratedRegex("@([A-Z_]+)@")]
    private static partial Regex Placeholder();
}
