namespace SipRing.CallCenter.Pbx;

/// <summary>A line to a telephone company or to another PBX.</summary>
public sealed record Trunk(string Id, string Name) : IPbxItem
{
    string IPbxKeyed.Key => Id;

    PbxKind IPbxItem.Kind => PbxKind.Trunk;
}
