using System.Buffers.Binary;
using System.Text;
using SipRing.Asterisk.Logs;
using SipRing.CallCenter.Ledger.Folding;

namespace SipRing.CallCenter.Ledger.Reading;

/// <summary>Feeds whole lines of one file into its fold: leaves out what the file before had already, keeps and counts what is broken.</summary>
internal sealed class LineFeed(LogKind kind, string pbx, LogState state, TimeZoneInfo zone)
{
    // Threads of Asterisk may write their lines in another order than they took the time.
    private const long DisorderMs = 2_000;
    private const int MostRecent = 4096;
    private readonly LineFold _fold = LineFold.Create(kind, pbx, state, zone);

    public LogState State => state;

    /// <summary>Lines and broken lines since the start.</summary>
    public long Lines { get; set; }
    public long Broken { get; set; }
    public long FirstMs { get; set; }

    /// <summary>Takes whole lines; what stands behind the last line feed is a line that nobody will finish.</summary>
    public void Feed(ReadOnlySpan<byte> lines, FoldOutput output)
    {
        while (!lines.IsEmpty)
        {
            var end = lines.IndexOf((byte)'\n');
            if (end < 0)
            {
                Lines++;
                CutOff(lines, output);
                return;
            }

            Lines++;
            Line(lines[..end], output);
            lines = lines[(end + 1)..];
        }
    }

    private void Line(ReadOnlySpan<byte> line, FoldOutput output)
    {
        if (line.IsEmpty)
            return;
        if (kind is LogKind.QueueLog or LogKind.Events && QueueLogParser.GluedQueueStart(line) is > 0 and var glued)
        {
            Keep(line[..glued], LineDefect.CutOff, output);
            line = line[glued..];
        }

        var defect = _fold.Parse(line, out var ms);
        if (defect != LineDefect.None)
        {
            Keep(line, defect, output);
            return;
        }

        if (FirstMs == 0)
            FirstMs = ms;
        // Lines of CDR and CEL are facts of their own with an id: twice is once. Only queue_log is told as a story.
        if (kind is LogKind.QueueLog or LogKind.Events)
        {
            var seen = new SeenLine(ms, Hash(line));
            if (IsInFileBefore(seen))
                return;
            Remember(seen);
        }
        else
        {
            state.LastMs = Math.Max(state.LastMs, ms);
        }

        _fold.Apply(output);
    }

    // Not even a whole line may be trusted without its end: a number could lack digits.
    private void CutOff(ReadOnlySpan<byte> line, FoldOutput output) => Keep(line, LineDefect.CutOff, output);

    private bool IsInFileBefore(SeenLine line)
    {
        if (state.OverlapMs == 0)
            return false;
        if (line.Ms > state.OverlapMs + DisorderMs)
        {
            state.OverlapMs = 0;
            state.Overlap = [];
            return false;
        }

        return line.Ms < state.OverlapMs - DisorderMs || state.Overlap.Remove(line);
    }

    private void Remember(SeenLine line)
    {
        if (line.Ms > state.LastMs)
        {
            state.LastMs = line.Ms;
            state.Recent.RemoveAll(l => l.Ms < state.LastMs - DisorderMs);
        }

        if (state.Recent.Count < MostRecent)
            state.Recent.Add(line);
    }

    private void Keep(ReadOnlySpan<byte> line, LineDefect defect, FoldOutput output)
    {
        Broken++;
        // Zeros and what is no UTF-8 show as U+FFFD; the file itself keeps the bytes.
        var text = Fit.Text(Encoding.UTF8.GetString(line[..Math.Min(line.Length, 1000)]).Replace('\0', '\uFFFD'));
        output.Broken.Add(new()
        {
            Id = FactId.Of(state.LastMs, "broken", pbx, kind.ToString(), text),
            Pbx = pbx,
            Kind = (int)kind,
            Defect = (int)defect,
            AfterAt = state.LastMs,
            Text = text,
        });
    }

    private static long Hash(ReadOnlySpan<byte> line)
    {
        var hash = 0xcbf29ce484222325UL ^ (ulong)line.Length;
        while (line.Length >= 8)
        {
            hash = (hash ^ BinaryPrimitives.ReadUInt64LittleEndian(line)) * 0x9E3779B97F4A7C15UL;
            hash ^= hash >> 29;
            line = line[8..];
        }

        foreach (var b in line)
            hash = (hash ^ b) * 0x100000001b3UL;
        return (long)hash;
    }
}
