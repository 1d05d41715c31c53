namespace SipRing.CallCenter.Pbx.Versions;

/// <summary>Two configurations side by side.</summary>
public static class PbxComparison
{
    public static IReadOnlyList<PbxItemChange> Changes(PbxConfiguration before, PbxConfiguration after)
    {
        var changes = new List<PbxItemChange>();
        var old = before.All.ToDictionary(i => (i.Kind, i.Key));
        foreach (var item in after.All)
        {
            if (!old.Remove((item.Kind, item.Key), out var was))
                changes.Add(Change(PbxItemChangeKind.Added, item));
            else if (!AreSame(was, item) || before.SecretOf(item.Kind, item.Key) != after.SecretOf(item.Kind, item.Key))
                changes.Add(Change(PbxItemChangeKind.Changed, item));
        }

        changes.AddRange(old.Values.Select(gone => Change(PbxItemChangeKind.Removed, gone)));
        return changes;
    }

    // What a change did not touch is the same object; only two versions read from the database must be looked into.
    private static bool AreSame(IPbxItem one, IPbxItem other) =>
        ReferenceEquals(one, other) || one.Equals(other) || PbxDocument.Text(one) == PbxDocument.Text(other);

    private static PbxItemChange Change(PbxItemChangeKind change, IPbxItem item) => new(change, item.Kind, item.Key, item.Name);
}
