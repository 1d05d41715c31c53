using System.Globalization;
using System.Text;
using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Agents;

/// <summary>A member as Asterisk has it.</summary>
internal sealed record AsteriskMember(string Queue, string Extension, bool Paused, string? Reason);

/// <summary>What Asterisk has, and which of its starts it has it from.</summary>
internal sealed record AsteriskMembers(string Started, IReadOnlySet<string> Queues, IReadOnlyDictionary<(string Queue, string Extension), AsteriskMember> Members);

/// <summary>The actions on queue members, with what Asterisk answers turned into refusals. Nothing is sent twice.</summary>
internal sealed class QueueMembers(IAmiClient ami, IMemberPlaces places)
{
    private const string Technology = "PJSIP/";
    internal const int LogNameBytes = 40;

    public static string Interface(string extension) => Technology + extension;

    /// <summary>The number of a phone from <c>PJSIP/501</c>; null for another technology.</summary>
    public static string? Extension(string? @interface) =>
        @interface is not null && @interface.StartsWith(Technology, StringComparison.OrdinalIgnoreCase) ? @interface[Technology.Length..] : null;

    public Task<Refusal?> LogAsync(string queue, string extension, string message, string callId = "") => SendAsync(callId.Length == 0
        ? new AmiAction("QueueLog")
            .With("Queue", queue).With("Event", "SIPRING").With("Interface", Interface(extension)).With("Message", message)
        : new AmiAction("QueueLog")
            .With("Queue", queue).With("Event", "SIPRING").With("Interface", Interface(extension)).With("Uniqueid", callId).With("Message", message));

    /// <summary>A variable that the dialplan sees from every channel.</summary>
    public Task<Refusal?> SetGlobalAsync(string name, string value) => SendAsync(new AmiAction("Setvar").With("Variable", name).With("Value", value));

    public static string LoginLine(int agentId, string logName) => FormattableString.Invariant($"LOGIN|{agentId}|{logName}");

    public static string LogoutLine(int agentId) => FormattableString.Invariant($"LOGOUT|{agentId}");

    // The same name as in the LOGIN line: Asterisk writes PAUSE and UNPAUSE lines with the member's name instead of its phone.
    public async Task<Refusal?> AddAsync(string queue, string extension, int agentId, string logName, bool paused) => await SendAsync(new AmiAction("QueueAdd")
        .With("Queue", queue).With("Interface", Interface(extension)).With("MemberName", logName)
        .With("Penalty", Text(await places.PenaltyAsync(queue, agentId, CancellationToken.None)))
        .With("StateInterface", Interface(extension)).With("Paused", paused ? "1" : "0"));

    /// <summary>Gives a member the penalty that the queue has for him now.</summary>
    public async Task<Refusal?> SetPenaltyAsync(string queue, string extension, int agentId) => await SendAsync(new AmiAction("QueuePenalty")
        .With("Queue", queue).With("Interface", Interface(extension)).With("Penalty", Text(await places.PenaltyAsync(queue, agentId, CancellationToken.None))));

    public Task<Refusal?> RemoveAsync(string queue, string extension) => SendAsync(new AmiAction("QueueRemove")
        .With("Queue", queue).With("Interface", Interface(extension)));

    public Task<Refusal?> PauseAsync(string queue, string extension, bool paused, string reason) => SendAsync(new AmiAction("QueuePause")
        .With("Queue", queue).With("Interface", Interface(extension)).With("Paused", paused ? "true" : "false").With("Reason", reason));

    /// <summary>In every queue of the phone by one action: in none of them a call slips in between.</summary>
    public Task<Refusal?> PauseEverywhereAsync(string extension, bool paused, string reason) => SendAsync(new AmiAction("QueuePause")
        .With("Interface", Interface(extension)).With("Paused", paused ? "true" : "false").With("Reason", reason));

    /// <exception cref="AmiException">Asterisk went away meanwhile.</exception>
    public async Task<AsteriskMembers> ReadAsync(CancellationToken cancellationToken)
    {
        // Right after its start Asterisk already answers, but has not loaded its queues yet.
        await ami.SendAsync(new("WaitFullyBooted"), cancellationToken);
        var status = await ami.SendAsync(new("CoreStatus"), cancellationToken);
        var list = await ami.SendListAsync(new("QueueStatus"), cancellationToken);
        var queues = list.Events.Where(e => e.Event == "QueueParams").Select(e => e["Queue"] ?? "").ToHashSet(StringComparer.Ordinal);
        var members = new Dictionary<(string, string), AsteriskMember>();
        foreach (var item in list.Events)
        {
            if (item.Event == "QueueMember" && item["Queue"] is { } queue && Extension(item["Location"]) is { } extension)
                members[(queue, extension)] = new(queue, extension, item["Paused"] == "1", item["PausedReason"]);
        }

        return new($"{status["CoreStartupDate"]} {status["CoreStartupTime"]}", queues, members);
    }

    /// <summary>A name for queue_log that nobody else in it goes by now: docs/decisions/0001.</summary>
    /// <param name="agent">Who logs in.</param>
    /// <param name="agents">All agents.</param>
    /// <param name="members">Who is logged in.</param>
    internal static string LogName(Agent agent, IEnumerable<Agent> agents, IEnumerable<MembershipRow> members)
    {
        var name = Cut(agent.Name, LogNameBytes);
        if (!members.Any(m => m.AgentId != agent.Id && m.LogName == name) && !agents.Any(a => a.Id < agent.Id && Cut(a.Name, LogNameBytes) == name))
            return name;
        var suffix = FormattableString.Invariant($" ({agent.Id})");
        return Cut(agent.Name, LogNameBytes - suffix.Length) + suffix;
    }

    /// <summary>Whole characters up to so many bytes, and no field separator.</summary>
    internal static string Cut(string name, int limit)
    {
        var text = new StringBuilder();
        var bytes = 0;
        foreach (var rune in name.EnumerateRunes())
        {
            if (rune.Value == '|' || Rune.IsControl(rune))
                continue;
            bytes += rune.Utf8SequenceLength;
            if (bytes > limit)
                break;
            text.Append(rune);
        }

        return text.ToString().TrimEnd();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private async Task<Refusal?> SendAsync(AmiAction action)
    {
        try
        {
            // Once begun it is carried through: a person who leaves the page must not leave a half-made login behind.
            var answer = await ami.SendAsync(action, CancellationToken.None);
            return answer.Response == "Success" ? null : Refused(answer["Message"] ?? "no reason given");
        }
        catch (AmiOutcomeUnknownException)
        {
            return new("outcome-unknown", "The answer of Asterisk was lost: it may or may not have happened. Look at the queue before you repeat it.", null, RefusalKind.OutcomeUnknown);
        }
        catch (AmiException)
        {
            return new("asterisk-away", "Asterisk cannot be reached now; try again in a moment.", null, RefusalKind.Unavailable);
        }
    }

    // The sentences of app_queue are the only thing that tells these apart.
    private static Refusal Refused(string message)
    {
        if (message.Contains("Already there", StringComparison.OrdinalIgnoreCase))
            return new("member-foreign", "This phone is in the queue already, put there by somebody else than SipRing; log it out first.", "extension", RefusalKind.Conflict);
        if (message.Contains("No such queue", StringComparison.OrdinalIgnoreCase))
            return new("queue-not-in-asterisk", "Asterisk does not have this queue (yet); try again in a moment.", null, RefusalKind.NotFound);
        if (message.Contains("Not there", StringComparison.OrdinalIgnoreCase) || message.Contains("not found", StringComparison.OrdinalIgnoreCase))
            return new(NotThere, "This phone is not in the queue.", "extension", RefusalKind.NotFound);
        return new("asterisk-refused", $"Asterisk refused: {message}", null, RefusalKind.Conflict, message);
    }

    internal const string NotThere = "not-logged-in";
}
