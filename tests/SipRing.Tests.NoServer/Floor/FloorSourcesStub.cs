using SipRing.CallCenter.Floor;

namespace SipRing.Tests.NoServer.Floor;

internal sealed class FloorSourcesStub : IFloorDirectory, IFloorFigures
{
    private event Action? DirectoryChanged;

    private event Action? FiguresChanged;

    event Action? IFloorDirectory.Changed
    {
        add => DirectoryChanged += value;
        remove => DirectoryChanged -= value;
    }

    event Action? IFloorFigures.Changed
    {
        add => FiguresChanged += value;
        remove => FiguresChanged -= value;
    }

    public FloorDirectory Directory { get; set; } = FloorRebuildTests.Directory;

    public FloorFigures Figures { get; set; } = new(new Dictionary<string, QueueToday>(), new Dictionary<(string Queue, int AgentId), int>());

    public void ChangeDirectory(FloorDirectory directory)
    {
        Directory = directory;
        DirectoryChanged?.Invoke();
    }

    public void ChangeFigures(FloorFigures figures)
    {
        Figures = figures;
        FiguresChanged?.Invoke();
    }

    Task<FloorDirectory> IFloorDirectory.ReadAsync(CancellationToken cancellationToken) => Task.FromResult(Directory);

    Task<FloorFigures> IFloorFigures.ReadAsync(CancellationToken cancellationToken) => Task.FromResult(Figures);
}
