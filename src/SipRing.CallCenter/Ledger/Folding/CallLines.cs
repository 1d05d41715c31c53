using System.Globalization;
using SipRing.Asterisk.Logs;

namespace SipRing.CallCenter.Ledger.Folding;

/// <summary>What lines of our own in queue_log say of calls whether they visit a queue or not (docs/decisions/0001).</summary>
internal static class CallLines
{
    private const long NearMs = 10_000;

    public static void Recording(string pbx, in QueueLogRecord line, FoldOutput output)
    {
        if (line.Field(1) is not { Length: > 0 and <= 400 } path || line.CallId is "" or "NONE")
            return;
        output.Recordings.Add(new()
        {
            Id = FactId.Recording(pbx, path),
            Pbx = pbx,
            ChannelId = Fit.CallId(line.CallId),
            At = line.TimeMs,
            Path = path,
        });
    }

    public static void Hold(string pbx, in QueueLogRecord line, FoldOutput output)
    {
        if (line.CallId is "" or "NONE")
            return;
        // The line has whole seconds; the moment itself is in its data.
        var at = long.TryParse(line.Field(1), NumberStyles.None, CultureInfo.InvariantCulture, out var ms) && Math.Abs(ms - line.TimeMs) < NearMs ? ms : line.TimeMs;
        output.Holds.Add(new()
        {
            Id = FactId.Of(at, "hold", pbx, line.CallId, line.Field(0), at.ToString(CultureInfo.InvariantCulture)),
            Pbx = pbx,
            ChannelId = Fit.CallId(line.CallId),
            At = at,
            Held = line.Field(0) == "HOLD",
        });
    }
}
