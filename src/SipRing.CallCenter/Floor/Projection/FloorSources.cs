namespace SipRing.CallCenter.Floor.Projection;

/// <summary>What other features tell the floor, indexed the way the projection asks.</summary>
internal sealed class FloorSources
{
    public static readonly FloorDirectory NoDirectory = new(
        new Dictionary<string, string>(), new Dictionary<string, FloorDirectoryQueue>(), []);

    public static readonly FloorFigures NoFigures = new(
        new Dictionary<string, QueueToday>(), new Dictionary<(string Queue, int AgentId), int>());

    private readonly Dictionary<(string Queue, string Extension), FloorDirectoryMember> _members = [];
    private readonly Dictionary<string, FloorDirectoryMember> _atPhone = new(StringComparer.Ordinal);

    public FloorSources(FloorDirectory directory, FloorFigures figures)
    {
        Directory = directory;
        Figures = figures;
        foreach (var member in directory.Members)
        {
            _members[(member.Queue, member.Extension)] = member;
            _atPhone.TryAdd(member.Extension, member);
        }
    }

    public FloorDirectory Directory { get; }

    public FloorFigures Figures { get; }

    public string? ExtensionName(string number) => Directory.Extensions.GetValueOrDefault(number);

    public FloorDirectoryQueue? Queue(string number) => Directory.Queues.GetValueOrDefault(number);

    public FloorDirectoryMember? Member(string queue, string extension) => _members.GetValueOrDefault((queue, extension));

    public FloorDirectoryMember? AtPhone(string extension) => _atPhone.GetValueOrDefault(extension);

    public QueueToday? Today(string queue) => Figures.Queues.GetValueOrDefault(queue);

    public int AnsweredToday(string queue, int? agentId) =>
        agentId is { } id ? Figures.AnsweredByAgent.GetValueOrDefault((queue, id)) : 0;
}
