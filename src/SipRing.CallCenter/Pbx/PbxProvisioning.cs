using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using SipRing.CallCenter.Settings;

namespace SipRing.CallCenter.Pbx;

/// <summary>Writes everything the own Asterisk is started with. What is there already and right is not touched.</summary>
public static partial class PbxProvisioning
{
    /// <returns>What identifies the base configuration: a running Asterisk that was started with another one must be started anew.</returns>
    /// <exception cref="UnauthorizedAccessException">The home folder may not be written.</exception>
    /// <exception cref="IOException">The disk is full or broken.</exception>
    public static string Write(PbxFolders folders, AsteriskTree tree, SipRingSettings settings, PbxOptions options, PbxSecrets secrets)
    {
        folders.Create();
        var configuration = PbxTemplates.BaseConfiguration(folders, tree, settings, options, secrets);
        foreach (var (name, content) in configuration)
            PbxFile.Write(Path.Combine(folders.Configuration, name), content);
        // Asterisk does not start where an included file is missing; what is generated is there already, or comes later.
        foreach (var generated in configuration.Values.SelectMany(text => Included().Matches(text)).Select(m => Path.Combine(folders.Configuration, m.Groups[1].Value)))
        {
            if (!File.Exists(generated))
                PbxFile.Write(generated, "");
        }

        foreach (var name in PbxTemplates.Names("pbx/bin/"))
            PbxFile.Write(Path.Combine(folders.Programs, name), PbxTemplates.Read("pbx/bin/" + name), PbxFile.Program);

        LinkSharedData(folders, tree);
        var music = Path.Combine(folders.HoldMusic, "sipring.wav");
        if (!File.Exists(music))
            PbxFile.Write(music, HoldMusic.CreateWav());
        var all = string.Join('\n', configuration.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => f.Key + "\n" + f.Value));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(tree.Version + "\n" + all)));
    }

    // The documentation and the spoken words of the packages are linked, our own prompts lie beside them: then
    // "ru" and "en" name one folder with both.
    private static void LinkSharedData(PbxFolders folders, AsteriskTree tree)
    {
        foreach (var shared in (string[])["documentation", "rest-api", "static-http", "firmware"])
            Link(Path.Combine(folders.Data, shared), Path.Combine(tree.Data, shared));
        foreach (var language in (string[])["en", "ru"])
        {
            var folder = Path.Combine(folders.Sounds, language);
            Directory.CreateDirectory(folder);
            foreach (var prompt in PbxTemplates.Names($"pbx/prompts/{language}/"))
                PbxFile.Write(Path.Combine(folder, prompt), PbxTemplates.Read($"pbx/prompts/{language}/{prompt}"));
            if (Spoken(tree, language) is { } spoken && new FileInfo(Path.Combine(folder, ".linked")) is var mark && !IsLinked(mark, spoken))
            {
                foreach (var entry in Directory.EnumerateFileSystemEntries(spoken))
                    Link(Path.Combine(folder, Path.GetFileName(entry)), entry);
                PbxFile.Write(mark.FullName, spoken);
            }
        }
    }

    private static bool IsLinked(FileInfo mark, string spoken) => mark.Exists && File.ReadAllText(mark.FullName) == spoken;

    private static string? Spoken(AsteriskTree tree, string language)
    {
        var sounds = Path.Combine(tree.Data, "sounds");
        return !Directory.Exists(sounds)
            ? null
            : Directory.EnumerateDirectories(sounds, language + "*").Order(StringComparer.Ordinal).FirstOrDefault();
    }

    private static void Link(string path, string target)
    {
        var link = new FileInfo(path);
        if (link.LinkTarget == target || !Path.Exists(target))
            return;
        if (link.LinkTarget is not null)
            File.Delete(path);
        if (!Path.Exists(path))
            File.CreateSymbolicLink(path, target);
    }

    [GeneratedRegex(@"(?m)^#include (\w+_sipring\.conf)$")]
    private static partial Regex Included();
}
