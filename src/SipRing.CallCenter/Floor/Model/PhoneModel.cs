namespace SipRing.CallCenter.Floor.Model;

/// <summary>An extension: a number and the device that rings for it.</summary>
internal sealed class PhoneModel(string number, DeviceModel device)
{
    public string Number { get; } = number;

    public DeviceModel Device { get; set; } = device;

    /// <summary>Places of this phone in queues.</summary>
    public List<MemberModel> Members { get; } = [];

    /// <summary>Named by a hint of the dialplan.</summary>
    public bool HasHint { get; set; }

    /// <summary>Named by SipRing's own directory.</summary>
    public bool InDirectory { get; set; }

    public bool Shown => InDirectory || HasHint || Members.Count > 0;
}
