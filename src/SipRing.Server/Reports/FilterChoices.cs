using SipRing.CallCenter.Access;
using SipRing.CallCenter.Departments;
using SipRing.CallCenter.Floor;
using SipRing.CallCenter.Ledger;
using SipRing.CallCenter.Reports;
using SipRing.Server.Shared;

namespace SipRing.Server.Reports;

/// <summary>What the filter offers to tick.</summary>
public sealed record FilterChoices(IReadOnlyList<Choice<string>> Queues, IReadOnlyList<Choice<int>> Agents, IReadOnlyList<Choice<int>> Departments)
{
    public static FilterChoices None { get; } = new([], [], []);
}

public sealed record Choice<T>(T Value, string Text);

/// <summary>Queues that exist or had calls in the span; operators who were logged in, are now, or are in the filter.</summary>
public sealed class FilterChoicesReader(WatchFloor floor, SummarizeQueues calls, ListAgentSessions sessions, ListDepartments departments, CallCentreTime time)
{
    public async Task<FilterChoices> ReadAsync(Actor actor, QueueReportQuery query, CancellationToken cancellationToken)
    {
        var (from, to) = query.Span(time);
        var queues = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var agents = new Dictionary<int, string>();
        foreach (var summary in (await calls.HandleAsync(actor, new() { From = from, To = to }, cancellationToken)).OrThrow())
        {
            queues[summary.Queue] = summary.QueueName;
        }

        foreach (var session in (await sessions.HandleAsync(actor, from, to, null, [], cancellationToken)).OrThrow())
        {
            if (session.AgentId is { } id)
            {
                agents[id] = session.AgentName;
            }
        }

        foreach (var queue in floor.Known(actor).Queues.Values)
        {
            queues[queue.Number] = queue.Name;
            foreach (var member in queue.Members.Where(member => member.AgentId is not null))
            {
                agents[member.AgentId!.Value] = member.Name;
            }
        }

        foreach (var number in query.Queues)
        {
            queues.TryAdd(number, "");
        }

        foreach (var id in query.Agents)
        {
            agents.TryAdd(id, $"#{id}");
        }

        return new(
            [.. queues.Select(pair => new Choice<string>(pair.Key, $"{pair.Key} {pair.Value}".TrimEnd()))],
            [.. agents.OrderBy(pair => pair.Value, StringComparer.CurrentCultureIgnoreCase).Select(pair => new Choice<int>(pair.Key, pair.Value))],
            [.. (await departments.HandleAsync(actor, cancellationToken)).OrThrow().Select(department => new Choice<int>(department.Id, department.Name))]);
    }
}
