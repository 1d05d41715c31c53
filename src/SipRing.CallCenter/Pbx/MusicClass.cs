namespace SipRing.CallCenter.Pbx;

/// <summary>What a waiting caller hears.</summary>
public sealed record MusicClass(string Id, string Name) : IPbxItem
{
    string IPbxKeyed.Key => Id;

    PbxKind IPbxItem.Kind => PbxKind.MusicClass;
}
