using SipRing.CallCenter.Floor.Model;

namespace SipRing.CallCenter.Floor.Reducers;

/// <summary>Finds the phone that a hint, a member of a queue or the directory means.</summary>
internal static class Phones
{
    /// <summary>The phone of that number, with that device where it is told, else with the usual one.</summary>
    public static PhoneModel Named(FloorModel model, string number, string? deviceName = null)
    {
        if (model.Phones.TryGetValue(number, out var phone))
        {
            if (deviceName is not null && !deviceName.Equals(phone.Device.Name, StringComparison.OrdinalIgnoreCase))
                Rewire(model, phone, deviceName);
            return phone;
        }

        var device = model.Device(deviceName ?? "PJSIP/" + number);
        phone = new(number, device);
        // Two numbers may have hints to one device: the first keeps it, unless the second is the device's own name.
        if (device.Phone is null || IsOwnNumber(device, number))
            device.Phone = phone;
        model.Phones[number] = phone;
        model.Touch(phone);
        return phone;
    }

    /// <summary>The phone behind a member: <c>PJSIP/101</c>, <c>Local/104@from-queue/n</c> with the state of <c>hint:104@ext-local</c>.</summary>
    public static PhoneModel OfMember(FloorModel model, string @interface, string? stateInterface)
    {
        var state = stateInterface ?? @interface;
        if (state.StartsWith("hint:", StringComparison.OrdinalIgnoreCase))
            return Named(model, UpToContext(state["hint:".Length..]));
        var slash = state.IndexOf('/', StringComparison.Ordinal);
        var name = UpToContext(slash < 0 ? state : state[(slash + 1)..]);
        if (slash < 0 || state.StartsWith("Local/", StringComparison.OrdinalIgnoreCase))
            return Named(model, name);
        var device = string.Concat(state.AsSpan(0, slash + 1), name);
        return model.Devices.TryGetValue(device, out var known) && known.Phone is { } phone ? phone : Named(model, name, device);
    }

    /// <summary>Forgets a phone that nothing names any more.</summary>
    public static void Tidy(FloorModel model, PhoneModel phone)
    {
        if (phone.Shown)
            return;
        model.Phones.Remove(phone.Number);
        if (phone.Device.Phone == phone)
            phone.Device.Phone = null;
        model.Touch(phone);
    }

    private static void Rewire(FloorModel model, PhoneModel phone, string deviceName)
    {
        if (phone.Device.Phone == phone)
            phone.Device.Phone = null;
        phone.Device = model.Device(deviceName);
        if (phone.Device.Phone is null || IsOwnNumber(phone.Device, phone.Number))
            phone.Device.Phone = phone;
        model.Touch(phone);
    }

    private static bool IsOwnNumber(DeviceModel device, string number) =>
        device.Name.Length > number.Length && device.Name.EndsWith("/" + number, StringComparison.OrdinalIgnoreCase);

    private static string UpToContext(string name)
    {
        var at = name.IndexOfAny(['@', '/']);
        return at < 0 ? name : name[..at];
    }
}
