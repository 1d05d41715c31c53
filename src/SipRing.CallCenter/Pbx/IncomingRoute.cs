namespace SipRing.CallCenter.Pbx;

/// <summary>Where a call from outside goes, by the number that was dialled.</summary>
public sealed record IncomingRoute(string Id, string Name) : IPbxItem
{
    string IPbxKeyed.Key => Id;

    PbxKind IPbxItem.Kind => PbxKind.IncomingRoute;
}
