using SipRing.Testing.Server;

namespace SipRing.Tests.RealParts.Scenarios;

/// <summary>Truth and ledger in the same words, so that a difference can be read.</summary>
internal static class Facts
{
    public static IReadOnlyList<string> Of(Stage stage) =>
        [.. stage.Calls.Select(call => Line(stage, call)).Order(StringComparer.Ordinal)];

    public static IReadOnlyList<string> Of(IEnumerable<QueueCallItem> items) => [.. items.Select(Line).Order(StringComparer.Ordinal)];

    /// <summary>Which lines belong to one call, as sets of lines.</summary>
    public static IReadOnlyList<string> CallsOf(Stage stage) => Groups(stage.Calls.Select(call => (
        call.Call + "/" + call.Caller.Number, Line(stage, call))));

    public static IReadOnlyList<string> CallsOf(IEnumerable<QueueCallItem> items) => Groups(items.Select(item => (item.CallId, Line(item))));

    private static string Line(Stage stage, ExpectedCall call) =>
        Line("main", stage.Time.Second(call.EnteredAt), call.Queue, stage.Queues[call.Queue], call.Caller.Number, call.Position, call.Wait, call.Outcome, call.Agent?.AgentId, call.Agent?.AgentName,
            call.Agent?.Number, call.Ring, call.Talk, call.EndedBy, call.TransferredTo, call.Agent is not null);

    private static string Line(QueueCallItem item) =>
        Line(item.Pbx, item.EnteredAt, item.Queue, item.QueueName, item.Caller, item.Position, item.WaitSeconds, item.Outcome, item.AgentId, item.AgentName,
            item.Extension, item.RingSeconds, item.TalkSeconds, item.EndedBy, item.TransferredTo, item.Recording is not null);

    private static string Line(
        string pbx, DateTimeOffset enteredAt, string queue, string queueName, string caller, int position, int wait, string outcome, int? agentId, string? agentName,
        string? extension, int? ring, int? talk, string? endedBy, string? transferredTo, bool isRecorded) =>
        $"{pbx} {enteredAt.ToUniversalTime():HH:mm:ss.fff} queue {queue} '{queueName}' caller {caller} at {position} waited {wait} {outcome} " +
        $"agent {agentId} '{agentName}' at {extension} rang {ring} talked {talk} ended by {endedBy} to {transferredTo} recorded {isRecorded}";

    private static IReadOnlyList<string> Groups(IEnumerable<(string Key, string Line)> lines) =>
        [.. lines.GroupBy(line => line.Key, line => line.Line).Select(group => string.Join('\n', group.Order(StringComparer.Ordinal))).Order(StringComparer.Ordinal)];
}
