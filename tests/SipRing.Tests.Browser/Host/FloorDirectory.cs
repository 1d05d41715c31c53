using SipRing.CallCenter.Floor;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Queues;

namespace SipRing.Tests.Browser.Host;

/// <summary>The extensions and queues that the floor shows.</summary>
public sealed class FloorDirectory(IFloor floor) : IPbxDirectory
{
    public event Action? Changed
    {
        add { }
        remove { }
    }

    public Task<IReadOnlyList<Extension>> ExtensionsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Extension>>([.. floor.Current.Extensions.Values.Select(e => new Extension(e.Number, e.Name))]);

    public Task<IReadOnlyList<CallQueue>> QueuesAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<CallQueue>>([.. floor.Current.Queues.Values.Select(q => new CallQueue { Number = q.Number, Name = q.Name })]);
}
