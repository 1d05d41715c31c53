using SipRing.CallCenter.Queues;

namespace SipRing.CallCenter.Pbx;

[Flags]
public enum PbxChange
{
    None = 0,
    Phones = 1,
    Queues = 2,
    Numbers = 4,
}

/// <summary>Writes the generated files of the own Asterisk.</summary>
public static class PbxFiles
{
    /// <returns>Which files have another content than before: Asterisk must read those again.</returns>
    public static PbxChange Write(PbxFolders folders, AsteriskTree tree, IReadOnlyList<PhoneConfiguration> phones, IReadOnlyList<CallQueue> queues)
    {
        var change = PbxChange.None;
        // Queues before numbers: a number that is there leads to a queue that is there.
        if (PbxFile.Write(PathOf(PbxGeneratedFiles.Queues), PbxGeneratedFiles.QueuesFile(queues)))
            change |= PbxChange.Queues;
        if (PbxFile.Write(PathOf(PbxGeneratedFiles.Phones), PbxGeneratedFiles.PhonesFile(phones, tree)))
            change |= PbxChange.Phones;
        if (PbxFile.Write(PathOf(PbxGeneratedFiles.Numbers), PbxGeneratedFiles.NumbersFile(phones.Select(p => p.Extension), queues)))
            change |= PbxChange.Numbers;
        return change;

        string PathOf(string name) => Path.Combine(folders.Configuration, name);
    }
}
