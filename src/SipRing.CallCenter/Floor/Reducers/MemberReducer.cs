using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Floor.Model;

namespace SipRing.CallCenter.Floor.Reducers;

/// <summary>Operators in queues: logged in, paused, after a call.</summary>
internal static class MemberReducer
{
    /// <summary>QueueMemberAdded, -Status, -Pause, -Penalty, -Ringinuse, and QueueMember of QueueStatus: all tell the whole member.</summary>
    public static void OnMember(FloorModel model, AmiMessage message, DateTimeOffset at)
    {
        if (message.Known("Queue") is not { } number || (message.Known("Interface") ?? message.Known("Location")) is not { } @interface)
            return;
        var queue = model.Queue(number);
        if (!queue.Members.TryGetValue(@interface, out var member))
        {
            var phone = Phones.OfMember(model, @interface, message.Known("StateInterface"));
            queue.Members[@interface] = member = new(queue, @interface, phone);
            phone.Members.Add(member);
        }

        if (message["Event"] == "QueueMemberAdded")
            member.LoginAt = at;
        Read(member, message, at);
        model.Touch(member.Phone);
        model.Touch(member);
    }

    public static void OnRemoved(FloorModel model, AmiMessage message)
    {
        if (message.Known("Queue") is not { } number || (message.Known("Interface") ?? message.Known("Location")) is not { } @interface)
            return;
        var queue = model.Queue(number);
        if (!queue.Members.Remove(@interface, out var member))
            return;
        model.Touch(queue);
        member.Phone.Members.Remove(member);
        model.Touch(member.Phone);
        Phones.Tidy(model, member.Phone);
    }

    /// <summary>The agent's part of a call is over, by hang-up or by transfer: wrap-up begins.</summary>
    public static void OnComplete(FloorModel model, AmiMessage message, DateTimeOffset at)
    {
        ChannelReducer.OnState(model, message, at);
        if (message.Known("Queue") is not { } number || message.Known("Interface") is not { } @interface
            || !model.Queue(number).Members.TryGetValue(@interface, out var member))
        {
            return;
        }

        member.LastCallAt = at;
        model.Touch(member);
    }

    private static void Read(MemberModel member, AmiMessage message, DateTimeOffset at)
    {
        member.Name = message.Known("MemberName") ?? message.Known("Name") ?? member.Interface;
        member.Dynamic = message["Membership"] == "dynamic";
        member.Status = message.Number("Status");
        member.WrapUpSeconds = message.Number("Wrapuptime");
        member.LoginAt = Later(member.LoginAt, message.UnixSeconds("LoginTime")) ?? at;
        member.LastCallAt = Later(member.LastCallAt, message.UnixSeconds("LastCall"));

        var paused = message.Flag("Paused");
        if (paused && !member.Paused)
            member.PausedAt = message.UnixSeconds("LastPause") is { } told && at - told > TimeSpan.FromSeconds(2) ? told : at;
        else if (!paused && member.Paused)
            member.UnpausedAt = at;
        member.Paused = paused;
        member.PauseReason = paused ? message.Known("PausedReason") : null;
    }

    /// <summary>
    /// These times only grow. Asterisk tells whole seconds, rounded down, and a status sent for another reason may
    /// still carry the old one: what an event itself has told is kept until a later time comes.
    /// </summary>
    private static DateTimeOffset? Later(DateTimeOffset? known, DateTimeOffset? told) => known is null || told > known ? told ?? known : known;
}
