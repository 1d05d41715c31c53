using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Floor.Model;

namespace SipRing.CallCenter.Floor.Reducers;

/// <summary>Callers in queues.</summary>
internal static class QueueReducer
{
    public static void OnJoin(FloorModel model, AmiMessage message, DateTimeOffset at)
    {
        ChannelReducer.OnState(model, message, at);
        if (message.Known("Queue") is not { } number || message.Known("Uniqueid") is not { } id)
            return;
        Enter(model, model.Queue(number), message, id, at);
    }

    /// <summary>Sent for every caller who leaves, connected or not.</summary>
    public static void OnLeave(FloorModel model, AmiMessage message, DateTimeOffset at)
    {
        ChannelReducer.OnState(model, message, at);
        if (message.Known("Queue") is not { } number || message.Known("Uniqueid") is not { } id)
            return;
        var queue = model.Queue(number);
        Leave(model, queue, id);
        if (!model.Channels.TryGetValue(id, out var channel) || channel.Queue != number)
            return;
        // Whoever has answered is up by now; AgentConnect follows. Nobody up: the caller goes on without an agent.
        if (channel.BridgeId is null && !channel.Call!.Channels.Exists(c => c != channel && c.Phase == ChannelPhase.Up))
            channel.Queue = null;
        model.Touch(channel);
    }

    public static void OnConnect(FloorModel model, AmiMessage message, DateTimeOffset at)
    {
        ChannelReducer.OnState(model, message, at);
        if (ChannelReducer.Find(model, message) is not { } channel || message.Known("Queue") is not { } number)
            return;
        channel.Queue = number;
        model.Touch(channel);
    }

    /// <summary>From QueueStatus: a queue exists, whether somebody is in it or not.</summary>
    public static void OnParams(FloorModel model, AmiMessage message)
    {
        if (message.Known("Queue") is { } number && number != "default")
            model.Queue(number).InAsterisk = true;
    }

    /// <summary>From QueueStatus: a caller who waits for so many seconds already.</summary>
    public static void OnEntry(FloorModel model, AmiMessage message, DateTimeOffset now)
    {
        if (message.Known("Queue") is { } number && message.Known("Uniqueid") is { } id)
            Enter(model, model.Queue(number), message, id, now - TimeSpan.FromSeconds(message.Number("Wait")));
    }

    private static void Enter(FloorModel model, QueueModel queue, AmiMessage message, string id, DateTimeOffset enteredAt)
    {
        Leave(model, queue, id);
        var waiting = new WaitingModel(id) { Caller = message.Known("CallerIDNum") ?? "", CallerName = message.Known("CallerIDName"), EnteredAt = enteredAt };
        // Priorities let a caller in before others; those behind move on by themselves.
        var at = Math.Clamp(message.Number("Position") - 1, 0, queue.Waiting.Count);
        queue.Waiting.Insert(at, waiting);
        model.Touch(queue);
        if (!model.Channels.TryGetValue(id, out var channel))
            return;
        channel.Queue = queue.Number;
        model.Touch(channel);
    }

    private static void Leave(FloorModel model, QueueModel queue, string id)
    {
        if (queue.Waiting.RemoveAll(w => w.CallId == id) > 0)
            model.Touch(queue);
    }
}
