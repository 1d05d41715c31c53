using System.Globalization;
using System.Text;
using SipRing.CallCenter.Floor;

namespace SipRing.Tests.NoServer.Floor;

/// <summary>A snapshot as text, to compare and to read in a failed test. Times are left out: lists round them to seconds.</summary>
internal static class FloorTexts
{
    public static string Text(this FloorSnapshot floor)
    {
        var text = new StringBuilder();
        foreach (var e in floor.Extensions.Values)
            text.AppendLine(CultureInfo.InvariantCulture, $"ext {e.Number} '{e.Name}' {e.State} peer={e.Peer} '{e.PeerName}' queue={e.Queue} call={e.CallId} agent={e.AgentId} '{e.AgentName}'");
        foreach (var q in floor.Queues.Values)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"queue {q.Number} '{q.Name}'");
            foreach (var m in q.Members)
                text.AppendLine(CultureInfo.InvariantCulture, $"  {m.Extension} '{m.Name}' {m.State} paused={m.Paused} '{m.PauseReason}' peer={m.Peer}");
            foreach (var w in q.Waiting)
                text.AppendLine(CultureInfo.InvariantCulture, $"  {w.Position}. {w.Caller} {w.CallId}");
        }

        foreach (var c in floor.Calls.Values)
            text.AppendLine(CultureInfo.InvariantCulture, $"call {c.CallId} {c.From} '{c.FromName}' -> {c.To} queue={c.Queue} ext={c.Extension} {c.State}");
        return text.ToString();
    }

    /// <summary>Every time that is shown, by its owner.</summary>
    public static Dictionary<string, DateTimeOffset> Times(this FloorSnapshot floor)
    {
        var times = new Dictionary<string, DateTimeOffset>();
        foreach (var e in floor.Extensions.Values.Where(e => e.CallId is not null))
            times[$"ext {e.Number} {e.State}"] = e.Since;
        foreach (var q in floor.Queues.Values)
        {
            foreach (var m in q.Members)
                times[$"member {q.Number} {m.Extension} {m.State}"] = m.Since;
            foreach (var w in q.Waiting)
                times[$"waiting {q.Number} {w.CallId}"] = w.EnteredAt;
        }

        foreach (var c in floor.Calls.Values)
            times[$"call {c.CallId} since"] = c.StartedAt;
        return times;
    }
}
