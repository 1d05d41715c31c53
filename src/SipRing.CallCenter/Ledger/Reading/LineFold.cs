using System.Globalization;
using SipRing.Asterisk.Logs;
using SipRing.CallCenter.Ledger.Folding;

namespace SipRing.CallCenter.Ledger.Reading;

/// <summary>Parser and fold of one kind of log. A line is parsed first, so that its time is known before it is decided whether it counts.</summary>
internal abstract class LineFold
{
    public static LineFold Create(LogKind kind, string pbx, LogState state, TimeZoneInfo zone) => kind switch
    {
        LogKind.QueueLog or LogKind.Events => new QueueLines(pbx, state.Queue ??= new()),
        LogKind.Cel => new CelLines(pbx, state.Cel ??= new(), state.Calls ??= new(), zone),
        LogKind.Cdr => new CdrLines(pbx, zone),
    };

    public abstract LineDefect Parse(ReadOnlySpan<byte> line, out long timeMs);

    /// <summary>Folds the line parsed last.</summary>
    public abstract void Apply(FoldOutput output);

    private sealed class QueueLines(string pbx, FoldState state) : LineFold
    {
        private readonly QueueLogParser _parser = new();
        private readonly QueueLogFold _fold = new(pbx, state);
        private QueueLogRecord _record;

        public override LineDefect Parse(ReadOnlySpan<byte> line, out long timeMs)
        {
            var defect = _parser.TryParse(line, out _record);
            timeMs = _record.TimeMs;
            return defect;
        }

        public override void Apply(FoldOutput output) => _fold.Apply(_record, output);
    }

    private sealed class CelLines(string pbx, CelState state, CallState calls, TimeZoneInfo zone) : LineFold
    {
        private readonly CelParser _parser = new(zone);
        private readonly CelFold _fold = new(pbx, state);
        private readonly CallFold _calls = new(pbx, calls);
        private CelRecord _record;

        public override LineDefect Parse(ReadOnlySpan<byte> line, out long timeMs)
        {
            var defect = _parser.TryParse(line, out _record);
            timeMs = _record.TimeMs;
            return defect;
        }

        public override void Apply(FoldOutput output)
        {
            _fold.Apply(_record, output);
            _calls.Apply(_record, output);
        }
    }

    private sealed class CdrLines(string pbx, TimeZoneInfo zone) : LineFold
    {
        private readonly CdrParser _parser = new(zone);
        private CdrRecord _record;

        public override LineDefect Parse(ReadOnlySpan<byte> line, out long timeMs)
        {
            var defect = _parser.TryParse(line, out _record);
            timeMs = _record.StartMs;
            return defect;
        }

        public override void Apply(FoldOutput output) => output.CallRecords.Add(new()
        {
            Id = FactId.Of(
                _record.StartMs, "cdr", pbx, _record.UniqueId, _record.Channel, _record.DestinationChannel, _record.Destination, _record.Source,
                _record.DurationSeconds.ToString(CultureInfo.InvariantCulture), _record.Disposition),
            Pbx = pbx,
            CallId = Fit.CallId(_record.UniqueId),
            LinkedId = Fit.CallId(_record.LinkedId),
            StartedAt = _record.StartMs,
            Source = Fit.Name(_record.Source),
            Destination = Fit.Name(_record.Destination),
            Context = Fit.Name(_record.Context),
            Channel = Fit.Name(_record.Channel),
            DestinationChannel = Fit.Name(_record.DestinationChannel),
            DurationSeconds = _record.DurationSeconds,
            BilledSeconds = _record.BilledSeconds,
            Disposition = Fit.Name(_record.Disposition),
        });
    }
}
