namespace SipRing.CallCenter.Pbx;

/// <summary>What a caller chooses by a key.</summary>
public sealed record Menu(string Id, string Name) : IPbxItem
{
    string IPbxKeyed.Key => Id;

    PbxKind IPbxItem.Kind => PbxKind.Menu;
}
