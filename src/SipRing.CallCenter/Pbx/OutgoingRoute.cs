namespace SipRing.CallCenter.Pbx;

/// <summary>Which numbers a phone may dial outside, and over which trunks.</summary>
public sealed record OutgoingRoute(string Id, string Name) : IPbxItem
{
    string IPbxKeyed.Key => Id;

    PbxKind IPbxItem.Kind => PbxKind.OutgoingRoute;
}
