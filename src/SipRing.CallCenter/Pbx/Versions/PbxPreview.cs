namespace SipRing.CallCenter.Pbx.Versions;

/// <summary>What a change does: the items it touches, and each generated file whose content becomes another one.</summary>
public sealed record PbxPreview(PbxSummary Summary, IReadOnlyList<PbxFileDiff> Files)
{
    internal static PbxPreview Of(PbxFiles files, PbxConfiguration before, PbxConfiguration after)
    {
        var was = files.Make(before);
        var becomes = files.Make(after);
        return new(
            PbxSummary.Of(before, after),
            [.. was.Zip(becomes).Where(f => f.First.Content != f.Second.Content).Select(f => PbxFileDiff.Of(f.First.Part.File, f.First.Content, f.Second.Content))]);
    }
}

/// <summary>A file before and after as a unified diff. Secrets are masked in it; that one changed still shows.</summary>
public sealed record PbxFileDiff(string File, int Added, int Removed, IReadOnlyList<DiffHunk> Hunks)
{
    internal static PbxFileDiff Of(string file, string before, string after)
    {
        var hunks = UnifiedDiff.Of(before, after);
        var lines = hunks.SelectMany(h => h.Lines).ToList();
        return new(
            file, lines.Count(l => l.Kind == DiffLineKind.Added), lines.Count(l => l.Kind == DiffLineKind.Removed),
            [.. hunks.Select(h => h with { Lines = [.. h.Lines.Select(l => l with { Text = SecretMask.Apply(l.Text) })] })]);
    }
}
