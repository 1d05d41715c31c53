using System.Globalization;
using SipRing.Asterisk.Logs;
using SipRing.CallCenter.Ledger.Tables;

namespace SipRing.CallCenter.Ledger.Folding;

/// <summary>The times after calls, from the WRAPUP lines that SipRing writes: docs/decisions/0021.</summary>
internal sealed class WrapUpFold(string pbx, FoldState state)
{
    public const string Elapsed = "elapsed";
    private static readonly HashSet<string> s_ends = new(StringComparer.Ordinal) { Elapsed, "extended", "early", "paused", "logout", "released" };

    /// <returns>False for a line that this version does not know.</returns>
    public bool Apply(in QueueLogRecord line, FoldOutput output)
    {
        switch (line.Field(1))
        {
            case "START":
                Start(line, output);
                return true;
            case "EXTENDED":
                Extend(line, output);
                return true;
            case "END":
                End(line, output);
                return true;
            default:
                return false;
        }
    }

    /// <summary>What began before this moment and has no end was lost with its line.</summary>
    public void EndOlderThan(long ms, FoldOutput output)
    {
        foreach (var old in state.WrapUps.FindAll(w => w.FromMs < ms))
            Close(old, old.PlannedEndMs, Elapsed, output);
    }

    private void Start(in QueueLogRecord line, FoldOutput output)
    {
        if (Find(line.Agent) is { } forgotten)
            Close(forgotten, Math.Min(line.TimeMs, forgotten.PlannedEndMs), Elapsed, output);
        var open = new OpenWrapUp
        {
            Id = FactId.Of(line.TimeMs, "wrap-up", pbx, line.Agent, line.CallId),
            Interface = line.Agent,
            Queue = line.Queue,
            CallId = line.CallId,
            AgentId = line.Number(2),
            FromMs = line.TimeMs,
            PlannedSeconds = line.Number(3) ?? 0,
        };
        state.WrapUps.Add(open);
        output.WrapUps[open.Id] = Row(open, null, null);
    }

    private void Extend(in QueueLogRecord line, FoldOutput output)
    {
        if (Find(line.Agent) is not { } open || line.Number(3) is not { } seconds)
            return;
        open.PlannedSeconds = seconds;
        output.WrapUps[open.Id] = Row(open, null, null);
    }

    private void End(in QueueLogRecord line, FoldOutput output)
    {
        if (Find(line.Agent) is not { } open)
            return;
        var end = s_ends.Contains(line.Field(3)) ? line.Field(3) : Elapsed;
        // Its own end is when its time was over: that it was seen later, because SipRing was away, is nobody's work.
        var at = end is "early" or "paused" or "logout" ? line.TimeMs : Math.Min(line.TimeMs, open.PlannedEndMs);
        Close(open, at, end, output);
    }

    private void Close(OpenWrapUp open, long at, string end, FoldOutput output)
    {
        output.WrapUps[open.Id] = Row(open, Math.Max(at, open.FromMs), end);
        state.WrapUps.Remove(open);
    }

    private OpenWrapUp? Find(string column) => state.WrapUps.Find(w => w.Interface == column);

    private AgentWrapUpRow Row(OpenWrapUp open, long? to, string? end) => new()
    {
        Id = open.Id,
        Pbx = pbx,
        CallId = Fit.CallId(open.CallId),
        Queue = Fit.Name(open.Queue),
        Extension = Fit.Name(MemberColumn.Extension(open.Interface) ?? open.Interface),
        AgentId = open.AgentId,
        FromAt = open.FromMs,
        ToAt = to,
        PlannedSeconds = open.PlannedSeconds,
        End = end,
    };
}
