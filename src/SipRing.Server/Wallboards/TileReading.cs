using System.Globalization;
using SipRing.CallCenter.Floor;
using SipRing.CallCenter.Wallboards;
using SipRing.Server.Floor;

namespace SipRing.Server.Wallboards;

/// <param name="Since">Of a time that goes on; the browser counts it.</param>
public sealed record MetricReading(WallboardMetric Metric, double? Value, DateTimeOffset? Since, WallboardLevel Level);

public sealed record QueueReading(FloorQueue Queue, IReadOnlyList<MetricReading> Cells);

public sealed record AgentReading(OperatorView Agent, WallboardLevel Level);

public sealed record CallerReading(FloorQueue Queue, FloorWaiting Caller, WallboardLevel Level);

/// <summary>What one tile shows of a frame: its values, how bad they are, and which of them are heard.</summary>
public sealed record TileReading
{
    public WallboardLevel Level { get; private init; }

    /// <summary>"metric:whom=level" of what a screen sounds for when it is new or worse: once per crossing, however often it is drawn.</summary>
    public string Alerts { get; private init; } = "";
    public BoardFigures? Figures { get; private init; }
    public MetricReading? Figure { get; private init; }
    public IReadOnlyList<QueueReading> Queues { get; private init; } = [];
    public IReadOnlyList<AgentReading> Agents { get; private init; } = [];
    public IReadOnlyList<CallerReading> Callers { get; private init; } = [];

    public static TileReading Of(BoardFrame frame, WallboardTile tile)
    {
        var marks = new Marks(tile);
        return tile.Kind switch
        {
            WallboardTileKind.Figure => OfFigure(frame, tile, marks),
            WallboardTileKind.Queues => OfQueues(frame, tile, marks),
            WallboardTileKind.Agents => OfAgents(frame, tile, marks),
            WallboardTileKind.Callers => OfCallers(frame, tile, marks),
            WallboardTileKind.Trend or WallboardTileKind.Clock or WallboardTileKind.Text => new(),
        };
    }

    private static TileReading OfFigure(BoardFrame frame, WallboardTile tile, Marks marks)
    {
        var figures = BoardFigures.Of(frame.Floor, tile.Queues);
        var figure = Read(figures, tile.Metrics[0], frame.Now, "", marks);
        return new() { Figures = figures, Figure = figure, Level = marks.Worst, Alerts = marks.Text };
    }

    private static TileReading OfQueues(BoardFrame frame, WallboardTile tile, Marks marks)
    {
        var queues = BoardFigures.QueuesOf(frame.Floor, tile.Queues).Select(queue =>
        {
            var figures = BoardFigures.Of(frame.Floor, [queue.Number]);
            return new QueueReading(queue, [.. tile.Metrics.Select(metric => Read(figures, metric, frame.Now, queue.Number, marks))]);
        }).ToList();
        return new() { Queues = queues, Level = marks.Worst, Alerts = marks.Text };
    }

    private static TileReading OfAgents(BoardFrame frame, WallboardTile tile, Marks marks)
    {
        var names = StringComparer.Create(CultureInfo.CurrentCulture, ignoreCase: true);
        var agents = OperatorView.InQueues(frame.Floor, tile.Queues).OrderBy(agent => agent.Name, names).ThenBy(agent => agent.Extension, StringComparer.Ordinal)
            .Select(agent => new AgentReading(agent, TimeOf(agent.State) is { } metric
                ? marks.Level(metric, (frame.Now - agent.Since).TotalSeconds, agent.Extension)
                : WallboardLevel.Calm)).ToList();
        return new() { Agents = agents, Level = marks.Worst, Alerts = marks.Text };
    }

    private static TileReading OfCallers(BoardFrame frame, WallboardTile tile, Marks marks)
    {
        var callers = BoardFigures.QueuesOf(frame.Floor, tile.Queues)
            .SelectMany(queue => queue.Waiting, (queue, caller) => (queue, caller)).OrderBy(pair => pair.caller.EnteredAt)
            .Select(pair => new CallerReading(pair.queue, pair.caller, marks.Level(WallboardMetric.LongestWait, (frame.Now - pair.caller.EnteredAt).TotalSeconds, pair.caller.CallId)))
            .ToList();
        return new() { Callers = callers, Level = marks.Worst, Alerts = marks.Text };
    }

    private static MetricReading Read(BoardFigures figures, WallboardMetric metric, DateTimeOffset now, string whom, Marks marks)
    {
        var value = figures.Value(metric, now);
        return new(metric, value, metric == WallboardMetric.LongestWait ? figures.LongestSince : null, marks.Level(metric, value, whom));
    }

    private static WallboardMetric? TimeOf(MemberState state) => state switch
    {
        MemberState.Paused => WallboardMetric.PauseTime,
        MemberState.WrapUp => WallboardMetric.WrapUpTime,
        MemberState.Talking => WallboardMetric.TalkTime,
        MemberState.Free or MemberState.Ringing or MemberState.Unreachable => null,
    };

    /// <summary>Gathers what the thresholds of one tile say.</summary>
    private sealed class Marks(WallboardTile tile)
    {
        private readonly List<string> _heard = [];

        public WallboardLevel Worst { get; private set; }

        public string Text => string.Join(' ', _heard);

        public WallboardLevel Level(WallboardMetric metric, double? value, string whom)
        {
            if (tile.Thresholds.FirstOrDefault(t => t.Metric == metric) is not { } threshold)
                return WallboardLevel.Calm;
            var level = threshold.LevelOf(value);
            if (level > Worst)
                Worst = level;
            if (threshold.IsHeard(level))
                _heard.Add(string.Create(CultureInfo.InvariantCulture, $"{metric}:{whom}={(int)level}"));
            return level;
        }
    }
}
