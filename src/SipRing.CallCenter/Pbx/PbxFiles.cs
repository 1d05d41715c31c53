namespace SipRing.CallCenter.Pbx;

/// <summary>The generated files of the own Asterisk.</summary>
public sealed class PbxFiles(PbxFolders folders, IEnumerable<PbxPart> parts, Func<AsteriskTree> tree)
{
    /// <summary>In the order in which they are written and read.</summary>
    public IReadOnlyList<PbxPart> Parts { get; } = [.. parts.OrderBy(p => p.Order).ThenBy(p => p.File, StringComparer.Ordinal)];

    /// <summary>File name and content, as a configuration makes them; nothing is written.</summary>
    public IReadOnlyList<(PbxPart Part, string Content)> Make(PbxConfiguration configuration)
    {
        var program = tree();
        return [.. Parts.Select(p => (p, p.Write(configuration, program)))];
    }

    /// <summary>Writes those whose content is another one.</summary>
    /// <returns>The parts that Asterisk must read again, and what their files held before.</returns>
    public PbxWritten Write(IReadOnlyList<(PbxPart Part, string Content)> files)
    {
        var written = new PbxWritten(this, []);
        try
        {
            foreach (var (part, content) in files)
            {
                var path = PathOf(part);
                var before = File.Exists(path) ? File.ReadAllText(path) : null;
                if (before == content)
                    continue;
                written.Before.Add((part, before));
                PbxFile.Write(path, content);
            }
        }
        catch
        {
            written.Restore();
            throw;
        }

        return written;
    }

    internal string PathOf(PbxPart part) => Path.Combine(folders.Configuration, part.File);
}

/// <summary>What a write replaced.</summary>
public sealed record PbxWritten(PbxFiles Files, List<(PbxPart Part, string? Content)> Before)
{
    public IEnumerable<PbxPart> Parts => Before.Select(b => b.Part);

    /// <summary>Puts the files back as they were.</summary>
    public void Restore()
    {
        foreach (var (part, content) in Before)
            PbxFile.Write(Files.PathOf(part), content ?? "");
    }
}
