namespace SipRing.Asterisk.Logs;

/// <summary>Fields of ENTERQUEUE.</summary>
public readonly record struct EnterQueueData(string Url, string Caller, int? Position, string CallerName);

/// <summary>Fields of CONNECT. Before Asterisk 1.8 there is no ring time.</summary>
public readonly record struct ConnectData(int? HoldSeconds, string AgentUniqueId, int? RingSeconds);

/// <summary>Fields of COMPLETEAGENT, COMPLETECALLER, and the last ones of every transfer.</summary>
public readonly record struct TalkData(int? HoldSeconds, int? TalkSeconds, int? OriginalPosition);

/// <summary>Fields of ABANDON, EXITEMPTY, EXITWITHTIMEOUT, WITHDRAW and (after the key) EXITWITHKEY.</summary>
public readonly record struct LeaveData(int? Position, int? OriginalPosition, int? WaitSeconds, string Key);

/// <summary>Fields of BLINDTRANSFER and of TRANSFER.</summary>
public readonly record struct BlindTransferData(string Extension, string Context, TalkData Talk);

/// <summary>What the caller was connected with by an attended transfer.</summary>
public enum AttendedTransferKind
{
    /// <summary>A kind that is not known.</summary>
    Unknown,

    /// <summary>Both calls were merged into a bridge: its id.</summary>
    Bridge,

    /// <summary>The consultation call was in an application: its name.</summary>
    App,

    /// <summary>Two bridges were linked by a local channel: the names of both halves.</summary>
    Link,
}

/// <summary>Fields of ATTENDEDTRANSFER; the number dialled is not among them.</summary>
public readonly record struct AttendedTransferData(AttendedTransferKind Kind, string Target, TalkData Talk);

/// <summary>Typed views on the data fields of a line.</summary>
public static class QueueLogData
{
    /// <summary>The fields of ENTERQUEUE.</summary>
    public static EnterQueueData Enter(in QueueLogRecord line) => new(line.Field(0), line.Field(1), line.Number(2), line.Field(3));

    /// <summary>The fields of CONNECT.</summary>
    public static ConnectData Connect(in QueueLogRecord line) => new(line.Number(0), line.Field(1), line.Number(2));

    /// <summary>The fields of COMPLETEAGENT and COMPLETECALLER.</summary>
    public static TalkData Complete(in QueueLogRecord line) => Talk(line, 0);

    /// <summary>The fields of a line by which a waiting caller left.</summary>
    public static LeaveData Leave(in QueueLogRecord line) => line.Event == QueueLogEvent.ExitWithKey
        ? new(line.Number(1), line.Number(2), line.Number(3), line.Field(0))
        : new(line.Number(0), line.Number(1), line.Number(2), "");

    /// <summary>The fields of BLINDTRANSFER and TRANSFER.</summary>
    public static BlindTransferData BlindTransfer(in QueueLogRecord line) => new(line.Field(0), line.Field(1), Talk(line, 2));

    /// <summary>The fields of ATTENDEDTRANSFER, whose number depends on its kind.</summary>
    public static AttendedTransferData AttendedTransfer(in QueueLogRecord line) => line.Field(0) switch
    {
        "BRIDGE" => new(AttendedTransferKind.Bridge, line.Field(1), Talk(line, 2)),
        "APP" => new(AttendedTransferKind.App, line.Field(1), Talk(line, 2)),
        "LINK" => new(AttendedTransferKind.Link, line.Field(1) + "|" + line.Field(2), Talk(line, 3)),
        var other => new(AttendedTransferKind.Unknown, other, Talk(line, Math.Max(1, line.Data.Length - 3))),
    };

    /// <summary>Milliseconds of ringing of RINGNOANSWER and RINGCANCELED.</summary>
    public static int? RingMilliseconds(in QueueLogRecord line) => line.Number(0);

    /// <summary>The reason of PAUSE, PAUSEALL, UNPAUSE and UNPAUSEALL, or null.</summary>
    public static string? PauseReason(in QueueLogRecord line) => line.Field(0) is { Length: > 0 } reason ? reason : null;

    /// <summary>Whether ADDMEMBER says that the member began paused.</summary>
    public static bool BeginsPaused(in QueueLogRecord line) => line.Field(0) == "PAUSED";

    /// <summary>Seconds logged in, of AGENTLOGOFF.</summary>
    public static int? LoggedInSeconds(in QueueLogRecord line) => line.Number(1);

    private static TalkData Talk(in QueueLogRecord line, int first) => new(line.Number(first), line.Number(first + 1), line.Number(first + 2));
}
