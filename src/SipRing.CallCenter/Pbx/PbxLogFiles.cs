namespace SipRing.CallCenter.Pbx;

/// <summary>Asterisk's own messages: kept to two files of limited size, and quoted where it did not start.</summary>
public static class PbxLogFiles
{
    private const long Largest = 20 * 1024 * 1024;
    private const int Quoted = 300;

    /// <summary>Sets a large file of messages aside, as <c>messages.1</c>; Asterisk must not run.</summary>
    public static void Trim(PbxFolders folders)
    {
        if (File.Exists(folders.Messages) && new FileInfo(folders.Messages).Length > Largest)
            File.Move(folders.Messages, folders.Messages + ".1", overwrite: true);
    }

    /// <summary>The last line that Asterisk wrote before it ended.</summary>
    public static string LastWords(PbxFolders folders)
    {
        var last = File.Exists(folders.Console)
            ? File.ReadLines(folders.Console).LastOrDefault(l => !string.IsNullOrWhiteSpace(l))
            : null;
        return last is null ? "it wrote nothing." : last.Length <= Quoted ? last : last[..Quoted];
    }
}
