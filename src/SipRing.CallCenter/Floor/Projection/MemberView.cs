using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Floor.Model;

namespace SipRing.CallCenter.Floor.Projection;

internal static class MemberView
{
    public static FloorMember Of(FloorModel model, FloorSources sources, MemberModel member, DateTimeOffset now)
    {
        var queue = member.Queue.Number;
        var phone = member.Phone;
        var entry = sources.Member(queue, phone.Number);
        var present = phone.Device.Present;
        var state = StateOf(sources, member, present, now);
        return new()
        {
            Extension = phone.Number,
            AgentId = entry?.AgentId,
            Name = entry?.AgentName ?? (member.Name != member.Interface ? member.Name : sources.ExtensionName(phone.Number) ?? phone.Number),
            State = state,
            Since = SinceOf(sources, member, present, state),
            Paused = member.Paused,
            PauseReason = member.PauseReason,
            PauseOverAt = state == MemberState.Paused ? entry?.PauseOverAt : null,
            WrapUpUntil = state == MemberState.WrapUp ? WrapUpEnd(sources, member) : null,
            LoggedInAt = entry?.LoggedInAt ?? member.LoginAt,
            Peer = present is null ? null : Peers.Of(model, sources, present).Number,
            AnsweredToday = sources.AnsweredToday(queue, entry?.AgentId),
        };
    }

    /// <summary>The end of the wrap-up after the member's last call, if this queue has one.</summary>
    public static DateTimeOffset? WrapUpEnd(FloorSources sources, MemberModel member)
    {
        if (IsWrappingUp(member))
            return sources.Member(member.Queue.Number, member.Phone.Number)?.WrapUpUntil;
        var seconds = member.WrapUpSeconds > 0 ? member.WrapUpSeconds : sources.Queue(member.Queue.Number)?.WrapUpSeconds ?? 0;
        return seconds > 0 ? member.LastCallAt?.AddSeconds(seconds) : null;
    }

    private static MemberState StateOf(FloorSources sources, MemberModel member, ChannelModel? present, DateTimeOffset now)
    {
        // A member that is no phone of this PBX (a mobile number, say) has no channels to look at, only a status.
        var statusOnly = present is null && member.Phone.Device.Reachable is null;
        if (present is { Phase: not ChannelPhase.Ringing } || (statusOnly && member.Status is 2 or 3 or 8))
            return MemberState.Talking;
        if (present is not null || (statusOnly && member.Status is 6 or 7))
            return MemberState.Ringing;
        if (member.Paused)
            return IsWrappingUp(member) ? MemberState.WrapUp : MemberState.Paused;
        if (WrapUpEnd(sources, member) > now)
            return MemberState.WrapUp;
        var unreachable = statusOnly ? member.Status is 4 or 5 : member.Phone.Device.Reachable == false;
        return unreachable ? MemberState.Unreachable : MemberState.Free;
    }

    private static DateTimeOffset SinceOf(FloorSources sources, MemberModel member, ChannelModel? present, MemberState state)
    {
        var idle = present?.Since ?? member.Phone.Device.IdleSince;
        return state switch
        {
            MemberState.Talking or MemberState.Ringing or MemberState.Unreachable => idle,
            MemberState.Paused => member.PausedAt ?? idle,
            MemberState.WrapUp => sources.Member(member.Queue.Number, member.Phone.Number)?.WrapUpSince ?? member.LastCallAt ?? idle,
            MemberState.Free => Latest(idle, WrapUpEnd(sources, member), member.UnpausedAt, member.LoginAt),
        };
    }

    /// <summary>SipRing keeps every queue away after a call by a pause of its own.</summary>
    private static bool IsWrappingUp(MemberModel member) => member is { Paused: true, PauseReason: MemberReason.WrapUp };

    private static DateTimeOffset Latest(DateTimeOffset first, params ReadOnlySpan<DateTimeOffset?> others)
    {
        var latest = first;
        foreach (var other in others)
        {
            if (other > latest)
                latest = other.Value;
        }

        return latest;
    }
}
