using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Floor.Reducers;

namespace SipRing.CallCenter.Floor.Model;

/// <summary>What the list actions of a fresh connection told: enough to build the whole floor.</summary>
internal sealed record FloorLists(
    IReadOnlyList<AmiMessage> Devices,
    IReadOnlyList<AmiMessage> Hints,
    IReadOnlyList<AmiMessage> Queues,
    IReadOnlyList<AmiMessage> Channels)
{
    /// <param name="before">What was known before, if anything: it knows some times that no list tells.</param>
    public FloorModel Build(FloorModel? before, DateTimeOffset now)
    {
        var model = new FloorModel();
        foreach (var message in Devices)
            DeviceReducer.OnDeviceState(model, message, now);
        foreach (var message in Hints)
            DeviceReducer.OnExtensionStatus(model, message);
        foreach (var message in Queues)
        {
            if (message.Event == "QueueParams")
                QueueReducer.OnParams(model, message);
            else if (message.Event == "QueueMember")
                MemberReducer.OnMember(model, message, now);
        }

        foreach (var message in Channels)
            AddChannel(model, message, now);
        foreach (var message in Queues.Where(m => m.Event == "QueueEntry"))
            QueueReducer.OnEntry(model, message, now);
        KeptTimes.Restore(model, before, now);
        model.TouchAll();
        return model;
    }

    private static void AddChannel(FloorModel model, AmiMessage message, DateTimeOffset now)
    {
        if (ChannelReducer.Create(model, message, now - message.Duration("Duration")) is not { } channel)
            return;
        if (message.Known("BridgeId") is { } bridge)
            model.EnterBridge(channel, bridge);
        // The caller's channel stays in the application Queue while it talks with the agent.
        if (message["Application"] == "Queue" && message.Known("ApplicationData") is { } data)
            channel.Queue = AmiFields.OrNull(data.Split(',')[0]);
    }
}
