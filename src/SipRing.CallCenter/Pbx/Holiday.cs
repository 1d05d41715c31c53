namespace SipRing.CallCenter.Pbx;

/// <summary>Days on which working hours do not count.</summary>
public sealed record Holiday(string Id, string Name) : IPbxItem
{
    string IPbxKeyed.Key => Id;

    PbxKind IPbxItem.Kind => PbxKind.Holiday;
}
