using System.Collections.Concurrent;
using SipRing.CallCenter.Ledger;
using SipRing.CallCenter.Recordings;

namespace SipRing.Tests.FakeAsterisk;

/// <summary>Recordings of a test, by id.</summary>
public sealed class FakeRecordings : IRecordings
{
    private readonly ConcurrentDictionary<string, string> _files = new(StringComparer.Ordinal);

    public void Add(string id, string file) => _files[id] = file;

    public Task<Recording?> FindAsync(string id, CancellationToken cancellationToken) =>
        Task.FromResult(_files.TryGetValue(id, out var file) ? new Recording(id, Path.GetFileName(file), file, "main", "1.1", "450", default) : null);

    public Task<bool> IsOfAsync(string id, CallScope scope, CancellationToken cancellationToken) => Task.FromResult(scope.Queues.Contains("450"));
}
