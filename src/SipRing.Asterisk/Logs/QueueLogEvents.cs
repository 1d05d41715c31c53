using System.Text;

namespace SipRing.Asterisk.Logs;

/// <summary>The names of the events as they stand in the log.</summary>
public static class QueueLogEvents
{
    private static readonly KeyValuePair<string, QueueLogEvent>[] s_all =
    [
        new("ABANDON", QueueLogEvent.Abandon),
        new("ADDMEMBER", QueueLogEvent.AddMember),
        new("AGENTCALLBACKLOGIN", QueueLogEvent.AgentCallbackLogin),
        new("AGENTCALLBACKLOGOFF", QueueLogEvent.AgentCallbackLogoff),
        new("AGENTDUMP", QueueLogEvent.AgentDump),
        new("AGENTLOGIN", QueueLogEvent.AgentLogin),
        new("AGENTLOGOFF", QueueLogEvent.AgentLogoff),
        new("ATTENDEDTRANSFER", QueueLogEvent.AttendedTransfer),
        new("BLINDTRANSFER", QueueLogEvent.BlindTransfer),
        new("COMPLETEAGENT", QueueLogEvent.CompleteAgent),
        new("COMPLETECALLER", QueueLogEvent.CompleteCaller),
        new("CONFIGRELOAD", QueueLogEvent.ConfigReload),
        new("CONNECT", QueueLogEvent.Connect),
        new("DID", QueueLogEvent.Did),
        new("ENTERQUEUE", QueueLogEvent.EnterQueue),
        new("EXITEMPTY", QueueLogEvent.ExitEmpty),
        new("EXITWITHKEY", QueueLogEvent.ExitWithKey),
        new("EXITWITHTIMEOUT", QueueLogEvent.ExitWithTimeout),
        new("INFO", QueueLogEvent.Info),
        new("PAUSE", QueueLogEvent.Pause),
        new("PAUSEALL", QueueLogEvent.PauseAll),
        new("PENALTY", QueueLogEvent.Penalty),
        new("QUEUESTART", QueueLogEvent.QueueStart),
        new("REMOVEMEMBER", QueueLogEvent.RemoveMember),
        new("RINGCANCELED", QueueLogEvent.RingCanceled),
        new("RINGINUSE", QueueLogEvent.RingInUse),
        new("RINGNOANSWER", QueueLogEvent.RingNoAnswer),
        new("SIPRING", QueueLogEvent.SipRing),
        new("SYSCOMPAT", QueueLogEvent.SysCompat),
        new("TRANSFER", QueueLogEvent.Transfer),
        new("UNPAUSE", QueueLogEvent.Unpause),
        new("UNPAUSEALL", QueueLogEvent.UnpauseAll),
        new("WITHDRAW", QueueLogEvent.Withdraw),
    ];

    // Grouped by length: a line is compared with at most half a dozen names, without allocating.
    private static readonly (byte[] Name, string Text, QueueLogEvent Event)[][] s_byLength = ByLength();

    private static readonly Dictionary<string, QueueLogEvent> s_byName = new(s_all, StringComparer.Ordinal);

    /// <summary>The event of that name, and its name as a shared string; a name that is not known is returned as <see cref="QueueLogEvent.Unknown"/>.</summary>
    public static QueueLogEvent Find(ReadOnlySpan<byte> name, out string text)
    {
        if (name.Length < s_byLength.Length)
        {
            foreach (var entry in s_byLength[name.Length])
            {
                if (name.SequenceEqual(entry.Name))
                {
                    text = entry.Text;
                    return entry.Event;
                }
            }
        }

        text = Encoding.UTF8.GetString(name);
        return QueueLogEvent.Unknown;
    }

    /// <summary>The event of that name, or <see cref="QueueLogEvent.Unknown"/>.</summary>
    public static QueueLogEvent Find(string name) => s_byName.GetValueOrDefault(name);

    private static (byte[], string, QueueLogEvent)[][] ByLength()
    {
        var result = new (byte[], string, QueueLogEvent)[s_all.Max(e => e.Key.Length) + 1][];
        for (var length = 0; length < result.Length; length++)
            result[length] = [.. s_all.Where(e => e.Key.Length == length).Select(e => (Encoding.ASCII.GetBytes(e.Key), e.Key, e.Value))];
        return result;
    }
}
