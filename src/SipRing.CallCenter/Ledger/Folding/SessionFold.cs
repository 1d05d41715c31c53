using System.Globalization;
using SipRing.Asterisk.Logs;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Ledger.Tables;

namespace SipRing.CallCenter.Ledger.Folding;

/// <summary>Who sits where: sessions of operators at phones in queues, from SIPRING lines and from the lines about members.</summary>
internal sealed class SessionFold(string pbx, FoldState state)
{
    // A dialplan may write LOGIN just after it added the member.
    private const long LateLoginMs = 5_000;

    public void LogIn(in QueueLogRecord line, FoldOutput output)
    {
        if (line.Number(1) is not { } agentId)
            return;
        var (queue, member, at) = (line.Queue, line.Agent, line.TimeMs);
        var present = Find(queue, member);
        if (present is { AgentId: null } && at - present.LoginMs <= LateLoginMs)
        {
            present.AgentId = agentId;
            present.AgentName = line.Field(2);
            output.Sessions[present.Id] = Row(present, null);
            return;
        }

        state.Logins.RemoveAll(l => l.Queue == queue && l.Interface == member);
        state.Logins.Add(new(queue, member, agentId, line.Field(2), at));
    }

    public void LogOut(in QueueLogRecord line, FoldOutput output)
    {
        var (queue, member) = (line.Queue, line.Agent);
        // A login that never became a member: adding it failed, and whoever sits there stays.
        if (state.Logins.RemoveAll(l => l.Queue == queue && l.Interface == member) == 0 && Find(queue, member) is { } session)
            End(session, line.TimeMs, output);
    }

    public void Added(in QueueLogRecord line, FoldOutput output)
    {
        var (queue, member) = (line.Queue, line.Agent);
        var login = state.Logins.Find(l => l.Queue == queue && (l.Interface == member || l.AgentName == member));
        var phone = login?.Interface ?? member;
        if (Find(queue, phone) is { } old)
            End(old, login?.AtMs ?? line.TimeMs, output);
        var at = login?.AtMs ?? line.TimeMs;
        var session = new OpenSession
        {
            Id = FactId.Of(at, "session", pbx, queue, phone, (login?.AgentId ?? 0).ToString(CultureInfo.InvariantCulture)),
            Queue = queue,
            Interface = phone,
            AgentId = login?.AgentId,
            AgentName = login?.AgentName,
            LoginMs = at,
        };
        if (login is not null)
            state.Logins.Remove(login);
        state.Sessions.Add(session);
        output.Sessions[session.Id] = Row(session, null);
        if (QueueLogData.BeginsPaused(line))
            Begin(session, line.TimeMs, null, output);
    }

    public void Removed(in QueueLogRecord line, FoldOutput output)
    {
        if (Find(line.Queue, line.Agent) is { } session)
            End(session, line.TimeMs, output);
    }

    public void Pause(in QueueLogRecord line, FoldOutput output)
    {
        var reason = QueueLogData.PauseReason(line);
        foreach (var session in Named(line))
        {
            if (session.PauseId is not null && session.PauseReason == reason)
                continue;
            Unpause(session, line.TimeMs, output);
            // Nobody took it: SipRing keeps calls away after one, and tells of it in lines of its own.
            if (reason == MemberReason.WrapUp)
                continue;
            Begin(session, line.TimeMs, reason, output);
        }
    }

    public void Unpause(in QueueLogRecord line, FoldOutput output)
    {
        foreach (var session in Named(line))
            Unpause(session, line.TimeMs, output);
    }

    /// <summary>Whose column this is: the session of that phone or, failing that, of that name.</summary>
    public OpenSession? Find(string queue, string column) =>
        state.Sessions.Find(s => s.Queue == queue && s.Interface == column)
        ?? state.Sessions.Find(s => s.Queue == queue && s.AgentName == column);

    // PAUSEALL names no queue: it is for every session of that phone.
    private List<OpenSession> Named(in QueueLogRecord line)
    {
        var (queue, column) = (line.Queue, line.Agent);
        return line.Event is QueueLogEvent.PauseAll or QueueLogEvent.UnpauseAll
            ? state.Sessions.FindAll(s => s.Interface == column || s.AgentName == column)
            : Find(queue, column) is { } one ? [one] : [];
    }

    private void Begin(OpenSession session, long at, string? reason, FoldOutput output)
    {
        session.PauseId = FactId.Of(at, "pause", session.Id.ToString(CultureInfo.InvariantCulture), reason ?? "");
        session.PausedMs = at;
        session.PauseReason = reason;
        output.Pauses[session.PauseId.Value] = PauseRow(session, null);
    }

    private static void Unpause(OpenSession session, long at, FoldOutput output)
    {
        if (session.PauseId is not { } id)
            return;
        output.Pauses[id] = PauseRow(session, at);
        session.PauseId = null;
        session.PauseReason = null;
    }

    private void End(OpenSession session, long at, FoldOutput output)
    {
        Unpause(session, at, output);
        output.Sessions[session.Id] = Row(session, at);
        state.Sessions.Remove(session);
    }

    private AgentSessionRow Row(OpenSession session, long? logout)
    {
        var extension = MemberColumn.Extension(session.Interface);
        return new()
        {
            Id = session.Id,
            Pbx = pbx,
            Queue = session.Queue,
            Extension = extension ?? "",
            AgentId = session.AgentId,
            AgentName = session.AgentName ?? extension ?? session.Interface,
            LoginAt = session.LoginMs,
            LogoutAt = logout,
        };
    }

    private static AgentPauseRow PauseRow(OpenSession session, long? to) => new()
    {
        Id = session.PauseId!.Value,
        SessionId = session.Id,
        FromAt = session.PausedMs,
        ToAt = to,
        Reason = session.PauseReason,
    };
}
