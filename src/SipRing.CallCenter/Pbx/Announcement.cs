namespace SipRing.CallCenter.Pbx;

/// <summary>A sound of one's own that callers hear.</summary>
public sealed record Announcement(string Id, string Name) : IPbxItem
{
    string IPbxKeyed.Key => Id;

    PbxKind IPbxItem.Kind => PbxKind.Announcement;
}
