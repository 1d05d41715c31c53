namespace SipRing.Asterisk.Logs;

/// <summary>
/// Every event that Asterisk 16 to 22 and the FreePBX dialplan write into queue_log, and SipRing's own. Anything else is
/// <see cref="Unknown"/> and keeps its name. See "Queue Logs" in the Asterisk documentation.
/// </summary>
public enum QueueLogEvent
{
    /// <summary>An event that this list does not know.</summary>
    Unknown,

    /// <summary>The caller gave up: position, original position, seconds waited.</summary>
    Abandon,

    /// <summary>A member was added to a queue; <c>PAUSED</c> if it began paused (Asterisk 22).</summary>
    AddMember,

    /// <summary>An agent of the old agent channel logged in by being called back.</summary>
    AgentCallbackLogin,

    /// <summary>An agent of the old agent channel logged off.</summary>
    AgentCallbackLogoff,

    /// <summary>The agent hung up on the caller while the queue announcement was played to the agent; the caller waits on.</summary>
    AgentDump,

    /// <summary>An agent of app_agent_pool logged in: channel.</summary>
    AgentLogin,

    /// <summary>An agent of app_agent_pool logged off: channel, seconds logged in.</summary>
    AgentLogoff,

    /// <summary>The agent transferred the caller after a consultation.</summary>
    AttendedTransfer,

    /// <summary>The agent transferred the caller without one: extension, context, hold, talk, original position.</summary>
    BlindTransfer,

    /// <summary>The agent hung up: hold, talk, original position.</summary>
    CompleteAgent,

    /// <summary>The caller hung up: hold, talk, original position.</summary>
    CompleteCaller,

    /// <summary>The logger was reloaded.</summary>
    ConfigReload,

    /// <summary>An agent answered: hold, unique id of the agent's channel, ring seconds.</summary>
    Connect,

    /// <summary>Written by FreePBX: the number that the caller dialled.</summary>
    Did,

    /// <summary>A caller entered a queue: URL, caller's number, position, and the caller's name if Asterisk logs it.</summary>
    EnterQueue,

    /// <summary>The caller was sent out because nobody was there: position, original position, seconds waited.</summary>
    ExitEmpty,

    /// <summary>The caller left by a key: key, position, original position, seconds waited.</summary>
    ExitWithKey,

    /// <summary>The longest wait ended: position, original position, seconds waited.</summary>
    ExitWithTimeout,

    /// <summary>Written by dialplans: free information.</summary>
    Info,

    /// <summary>A member was paused in one queue: reason.</summary>
    Pause,

    /// <summary>A member was paused in every queue: reason.</summary>
    PauseAll,

    /// <summary>The penalty of a member changed: penalty.</summary>
    Penalty,

    /// <summary>Asterisk started; written with the first event after the start.</summary>
    QueueStart,

    /// <summary>A member was removed from a queue.</summary>
    RemoveMember,

    /// <summary>A phone stopped ringing because the caller left or somebody else answered: milliseconds of ringing.</summary>
    RingCanceled,

    /// <summary>Whether a member in use is rung changed.</summary>
    RingInUse,

    /// <summary>A phone did not answer, or declined: milliseconds of ringing.</summary>
    RingNoAnswer,

    /// <summary>SipRing's own line; the first field says what it is (docs/decisions/0001).</summary>
    SipRing,

    /// <summary>Caller and agent have no common audio format.</summary>
    SysCompat,

    /// <summary>Before Asterisk 12: a blind transfer (extension, context, hold, talk, original position).</summary>
    Transfer,

    /// <summary>A member's pause in one queue ended: reason.</summary>
    Unpause,

    /// <summary>A member's pause in every queue ended: reason.</summary>
    UnpauseAll,

    /// <summary>The caller was taken out by the manager action QueueWithdrawCaller: position, original position, seconds waited, info.</summary>
    Withdraw,
}
