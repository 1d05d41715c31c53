namespace SipRing.CallCenter.Pbx;

/// <summary>Working hours: a call goes one way while it is open and another way while it is closed.</summary>
public sealed record Schedule(string Id, string Name) : IPbxItem
{
    string IPbxKeyed.Key => Id;

    PbxKind IPbxItem.Kind => PbxKind.Schedule;
}
