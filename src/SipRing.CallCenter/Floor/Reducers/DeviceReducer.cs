using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Floor.Model;

namespace SipRing.CallCenter.Floor.Reducers;

/// <summary>Device states and hints: which phones there are and whether they can be reached. Ringing and talking come from channels.</summary>
internal static class DeviceReducer
{
    public static void OnDeviceState(FloorModel model, AmiMessage message, DateTimeOffset at)
    {
        // Queue:100_avail, Custom:DND101, Local/…: states without a phone behind them.
        if (message.Known("Device") is not { } name || !IsPhone(name))
            return;
        var reachable = message["State"] is not ("UNAVAILABLE" or "INVALID");
        var device = model.Device(name);
        if (device.Reachable == reachable)
            return;
        device.Reachable = reachable;
        device.IdleSince = at;
        if (device.Phone is { } phone)
            model.Touch(phone);
    }

    /// <summary>A hint ties a number to a device.</summary>
    public static void OnExtensionStatus(FloorModel model, AmiMessage message)
    {
        if (message.Known("Exten") is not { } number || number.StartsWith('_'))
            return;
        foreach (var part in (message["Hint"] ?? "").Split('&', ','))
        {
            if (!IsPhone(part))
                continue;
            Phones.Named(model, number, part).HasHint = true;
            return;
        }
    }

    private static bool IsPhone(string device) =>
        device.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash
        && device.IndexOf(':', 0, slash) < 0
        && !device.StartsWith("Local/", StringComparison.OrdinalIgnoreCase);
}
