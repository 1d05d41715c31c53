using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Floor.Model;

namespace SipRing.CallCenter.Floor.Reducers;

/// <summary>Channels and bridges: who calls whom.</summary>
internal static class ChannelReducer
{
    private static readonly Names Own = new("Uniqueid", "Channel", "Linkedid", "ChannelState", "CallerIDNum", "CallerIDName", "ConnectedLineNum", "ConnectedLineName", "Exten");

    /// <summary>The second channel of DialBegin, DialEnd and the Agent events.</summary>
    private static readonly Names Other = new(
        "DestUniqueid", "DestChannel", "DestLinkedid", "DestChannelState", "DestCallerIDNum", "DestCallerIDName", "DestConnectedLineNum", "DestConnectedLineName", "DestExten");

    public static void OnNewChannel(FloorModel model, AmiMessage message, DateTimeOffset at) => Create(model, message, at);

    /// <summary>Any event that carries the present state of one channel or two.</summary>
    public static void OnState(FloorModel model, AmiMessage message, DateTimeOffset at)
    {
        Refresh(model, message, Own, at);
        Refresh(model, message, Other, at);
    }

    public static void OnHangup(FloorModel model, AmiMessage message, DateTimeOffset at)
    {
        if (Find(model, message) is { } channel)
            model.Remove(channel, at);
    }

    public static void OnRename(FloorModel model, AmiMessage message, DateTimeOffset at)
    {
        if (Find(model, message) is { } channel && message.Known("Newname") is { } name)
            model.Rename(channel, name, at);
    }

    public static void OnBridgeEnter(FloorModel model, AmiMessage message, DateTimeOffset at)
    {
        Refresh(model, message, Own, at);
        if (Find(model, message) is { } channel && message.Known("BridgeUniqueid") is { } bridge)
            model.EnterBridge(channel, bridge);
    }

    public static void OnBridgeLeave(FloorModel model, AmiMessage message, DateTimeOffset at)
    {
        Refresh(model, message, Own, at);
        // A channel that moved has entered the next bridge already, by an event that came before this one.
        if (Find(model, message) is { } channel && channel.BridgeId == message.Known("BridgeUniqueid"))
            model.LeaveBridge(channel);
    }

    public static void OnHold(FloorModel model, AmiMessage message, DateTimeOffset at)
    {
        Refresh(model, message, Own, at);
        if (Find(model, message) is not { } channel)
            return;
        channel.OnHold = message.Event == "Hold";
        model.Touch(channel);
    }

    /// <summary>The caller goes on outside the queue that connected the call.</summary>
    public static void OnBlindTransfer(FloorModel model, AmiMessage message)
    {
        if (message.Known("TransfereeUniqueid") is not { } id || !model.Channels.TryGetValue(id, out var channel))
            return;
        channel.Queue = null;
        channel.Exten = message.Known("Extension") ?? channel.Exten;
        model.Touch(channel);
    }

    public static ChannelModel? Find(FloorModel model, AmiMessage message) =>
        message.Known(Own.Id) is { } id && model.Channels.TryGetValue(id, out var channel) ? channel : null;

    /// <summary>Makes a channel from an event or from an entry of CoreShowChannels, which have the same headers.</summary>
    public static ChannelModel? Create(FloorModel model, AmiMessage message, DateTimeOffset at)
    {
        if (message.Known(Own.Id) is not { } id || message.Known(Own.Name) is not { } name)
            return null;
        if (!model.Channels.TryGetValue(id, out var channel))
        {
            channel = new(id) { Name = name, CreatedAt = at, Since = at, Phase = PhaseOf(message[Own.State]) };
            model.Add(channel, message.Known(Own.LinkedId) ?? id);
        }

        Refresh(model, message, Own, at);
        return channel;
    }

    private static void Refresh(FloorModel model, AmiMessage message, Names names, DateTimeOffset at)
    {
        if (message[names.Id] is not { } id || !model.Channels.TryGetValue(id, out var channel))
            return;
        var phase = PhaseOf(message[names.State]);
        if (phase != channel.Phase)
        {
            channel.Phase = phase;
            channel.Since = at;
        }

        channel.Number = message.Known(names.Number);
        channel.CallerName = message.Known(names.CallerName);
        channel.ConnectedNumber = message.Known(names.ConnectedNumber);
        channel.ConnectedName = message.Known(names.ConnectedName);
        if (message[names.Exten] is { } exten && IsDialled(exten))
            channel.Exten = exten;
        if (message.Known(names.LinkedId) is { } linkedId)
            model.Link(channel, linkedId);
        model.Touch(channel);
    }

    /// <summary>Asterisk's special extensions are steps of a dialplan, not numbers.</summary>
    private static bool IsDialled(string exten) => exten is not ("" or "s" or "h" or "i" or "t" or "e" or "o" or "a");

    private static ChannelPhase PhaseOf(string? state) => state switch
    {
        "6" => ChannelPhase.Up,
        // Down and reserved: Asterisk calls it, and the phone has not said yet that it rings.
        "0" or "1" or "5" => ChannelPhase.Ringing,
        _ => ChannelPhase.Dialling,
    };

    private sealed record Names(
        string Id, string Name, string LinkedId, string State, string Number, string CallerName, string ConnectedNumber, string ConnectedName, string Exten);
}
