namespace SipRing.CallCenter.Floor.Model;

/// <summary>
/// Lists say how things are and only roughly since when. Where a thing is as it was before the connection was lost, its
/// time from before is kept; otherwise the best that the lists allow is taken, so that timers do not start at zero.
/// </summary>
internal static class KeptTimes
{
    private static readonly TimeSpan Rounding = TimeSpan.FromSeconds(3);

    public static void Restore(FloorModel model, FloorModel? before, DateTimeOffset now)
    {
        foreach (var channel in model.Channels.Values)
        {
            if (before?.Channels.GetValueOrDefault(channel.Id) is not { } old)
                continue;
            channel.CreatedAt = old.CreatedAt;
            channel.OnHold = old.OnHold;
            if (old.Phase == channel.Phase)
                channel.Since = old.Since;
        }

        foreach (var queue in model.Queues.Values)
        {
            if (before?.Queues.GetValueOrDefault(queue.Number) is { } old)
                Restore(queue, old);
        }

        foreach (var device in model.Devices.Values)
            device.IdleSince = IdleSince(device, before?.Devices.GetValueOrDefault(device.Name), now);
    }

    private static void Restore(QueueModel queue, QueueModel old)
    {
        foreach (var waiting in queue.Waiting)
        {
            if (old.Waiting.Find(w => w.CallId == waiting.CallId) is { } same && Near(same.EnteredAt, waiting.EnteredAt))
                waiting.EnteredAt = same.EnteredAt;
        }

        foreach (var (key, member) in queue.Members)
        {
            if (!old.Members.TryGetValue(key, out var same))
                continue;
            if (Near(same.LoginAt, member.LoginAt))
                member.LoginAt = same.LoginAt;
            if (Near(same.LastCallAt, member.LastCallAt))
                member.LastCallAt = same.LastCallAt;
            if (Near(same.PausedAt, member.PausedAt))
                member.PausedAt = same.PausedAt;
            if (!member.Paused && !same.Paused)
                member.UnpausedAt = same.UnpausedAt;
        }
    }

    private static DateTimeOffset IdleSince(DeviceModel device, DeviceModel? old, DateTimeOffset now)
    {
        if (old is not null && old.Reachable == device.Reachable && old.Channels.Count == 0)
            return old.IdleSince;
        if (device.Reachable == false || device.Phone is not { Members.Count: > 0 } phone)
            return now;
        // Its last call of a queue, or the login: not later than the truth by more than a call outside the queues.
        return phone.Members.Max(m => m.LastCallAt > m.LoginAt ? m.LastCallAt : m.LoginAt) ?? now;
    }

    private static bool Near(DateTimeOffset? one, DateTimeOffset? other) => (one - other)?.Duration() < Rounding;
}
