using System.Diagnostics.CodeAnalysis;

namespace SipRing.CallCenter.Floor.Model;

/// <summary>
/// Everything Asterisk has told, mutable and owned by one loop. The reducers change it and mark what they touched; the
/// projector turns what is marked into new records. So an event costs what it changes, however large the floor is.
/// </summary>
internal sealed class FloorModel
{
    private readonly Dictionary<string, ChannelModel> _locals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ChannelModel>> _bridges = new(StringComparer.Ordinal);

    /// <summary>When what is being taken in came: a device that nothing was heard of yet is idle since then.</summary>
    public DateTimeOffset Now { get; set; }

    public Dictionary<string, ChannelModel> Channels { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, CallModel> Calls { get; } = new(StringComparer.Ordinal);

    /// <summary>Names compare without regard to case, as in Asterisk.</summary>
    public Dictionary<string, DeviceModel> Devices { get; } = new(StringComparer.OrdinalIgnoreCase);
    public Dictionary<string, PhoneModel> Phones { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, QueueModel> Queues { get; } = new(StringComparer.Ordinal);

    public HashSet<string> ChangedCalls { get; } = new(StringComparer.Ordinal);
    public HashSet<string> ChangedPhones { get; } = new(StringComparer.Ordinal);
    public HashSet<string> ChangedQueues { get; } = new(StringComparer.Ordinal);

    public void Add(ChannelModel channel, string linkedId)
    {
        Channels[channel.Id] = channel;
        if (channel.IsLocal)
            _locals[channel.Name] = channel;
        Link(channel, linkedId);
        Attach(channel);
        Touch(channel);
    }

    public void Remove(ChannelModel channel, DateTimeOffset at)
    {
        Touch(channel);
        LeaveBridge(channel);
        Channels.Remove(channel.Id);
        if (channel.IsLocal && _locals.TryGetValue(channel.Name, out var known) && known == channel)
            _locals.Remove(channel.Name);
        Detach(channel, at);
        Unlink(channel);
    }

    /// <summary>Channels are renamed where one takes the place of another (a call picked up at a second phone).</summary>
    public void Rename(ChannelModel channel, string name, DateTimeOffset at)
    {
        Detach(channel, at);
        if (channel.IsLocal)
            _locals.Remove(channel.Name);
        channel.Name = name;
        if (channel.IsLocal)
            _locals[name] = channel;
        Attach(channel);
        Touch(channel);
    }

    /// <summary>Puts a channel into the call that Asterisk says it is part of.</summary>
    public void Link(ChannelModel channel, string linkedId)
    {
        if (channel.Call?.Id == linkedId)
            return;
        Unlink(channel);
        if (!Calls.TryGetValue(linkedId, out var call))
            Calls[linkedId] = call = new(linkedId);
        call.Add(channel);
        channel.Call = call;
        ChangedCalls.Add(linkedId);
    }

    /// <summary>
    /// Two calls whose channels meet in a bridge are one from then on, under the older id; no event says it of the
    /// channels that were there already.
    /// </summary>
    public void EnterBridge(ChannelModel channel, string bridgeId)
    {
        if (channel.BridgeId == bridgeId)
            return;
        LeaveBridge(channel);
        channel.BridgeId = bridgeId;
        if (!_bridges.TryGetValue(bridgeId, out var inside))
            _bridges[bridgeId] = inside = [];
        inside.Add(channel);
        var oldest = inside.MinBy(c => c.Call!.Order)!.Call!.Id;
        foreach (var other in inside)
        {
            Link(other, oldest);
            Touch(other);
        }
    }

    public void LeaveBridge(ChannelModel channel)
    {
        if (channel.BridgeId is null)
            return;
        if (_bridges.TryGetValue(channel.BridgeId, out var inside))
        {
            inside.Remove(channel);
            foreach (var other in inside)
                Touch(other);
            if (inside.Count == 0)
                _bridges.Remove(channel.BridgeId);
        }

        channel.BridgeId = null;
        Touch(channel);
    }

    public IReadOnlyList<ChannelModel> InBridge(string? bridgeId) =>
        bridgeId is not null && _bridges.TryGetValue(bridgeId, out var inside) ? inside : [];

    public bool TryGetOtherHalf(ChannelModel channel, [MaybeNullWhen(false)] out ChannelModel half)
    {
        half = null;
        return channel.OtherHalf is { } name && _locals.TryGetValue(name, out half);
    }

    public DeviceModel Device(string name)
    {
        if (!Devices.TryGetValue(name, out var device))
            Devices[name] = device = new(name) { IdleSince = Now };
        return device;
    }

    public QueueModel Queue(string number)
    {
        if (!Queues.TryGetValue(number, out var queue))
            Queues[number] = queue = new(number);
        return queue;
    }

    public void Touch(ChannelModel channel)
    {
        if (channel.Call is not null)
            ChangedCalls.Add(channel.Call.Id);
        if (channel.Device?.Phone is { } phone)
            Touch(phone);
    }

    /// <summary>Marks the phone and its places in queues.</summary>
    public void Touch(PhoneModel phone)
    {
        if (!ChangedPhones.Add(phone.Number))
            return;
        foreach (var member in phone.Members)
            Touch(member);
    }

    public void Touch(MemberModel member)
    {
        member.View = null;
        ChangedQueues.Add(member.Queue.Number);
    }

    public void Touch(QueueModel queue) => ChangedQueues.Add(queue.Number);

    /// <summary>Marks everything: after a rebuild, and when names came anew.</summary>
    public void TouchAll()
    {
        ChangedCalls.UnionWith(Calls.Keys);
        foreach (var queue in Queues.Values)
        {
            ChangedQueues.Add(queue.Number);
            foreach (var member in queue.Members.Values)
                member.View = null;
        }

        ChangedPhones.UnionWith(Phones.Keys);
    }

    private void Attach(ChannelModel channel)
    {
        if (channel.IsLocal)
            return;
        channel.Device = Device(channel.DeviceName);
        var channels = channel.Device.Channels;
        var at = channels.Count;
        while (at > 0 && channels[at - 1].Order > channel.Order)
            at--;
        channels.Insert(at, channel);
    }

    private void Detach(ChannelModel channel, DateTimeOffset at)
    {
        if (channel.Device is not { } device)
            return;
        Touch(channel);
        device.Channels.Remove(channel);
        channel.Device = null;
        if (device.Channels.Count == 0 && at > device.IdleSince)
            device.IdleSince = at;
    }

    private void Unlink(ChannelModel channel)
    {
        if (channel.Call is not { } call)
            return;
        ChangedCalls.Add(call.Id);
        call.Channels.Remove(channel);
        if (call.Channels.Count == 0)
            Calls.Remove(call.Id);
        channel.Call = null;
    }
}
