using System.Collections.Concurrent;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Departments;

namespace SipRing.CallCenter.Recordings;

/// <summary>
/// Hands out a recording to listen to, and audits it. A player asks for one file many times, piece by piece; that is one
/// listening as long as the pieces follow each other.
/// </summary>
public sealed class OpenRecording(IRecordings recordings, Reaches reaches, IAuditLog audit, TimeProvider time)
{
    private const int Remembered = 10_000;
    private static readonly TimeSpan s_oneListening = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<(ActorKind Kind, string Name, string Id, bool Saved), DateTimeOffset> _audited = new();

    /// <param name="actor">Who listens.</param>
    /// <param name="id">As the queue call names it.</param>
    /// <param name="save">To keep a copy, not only to listen.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<Result<Recording>> HandleAsync(Actor actor, string id, bool save, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ListenToRecordings) is { } forbidden)
            return forbidden;
        var reach = await reaches.OfAsync(actor, cancellationToken);
        if (await recordings.FindAsync(id, cancellationToken) is not { } recording
            || (reach.ToScope() is { } scope && !await recordings.IsOfAsync(id, scope, cancellationToken)))
        {
            return new Refusal("recording-unknown", $"There is no recording {id}.", "id", RefusalKind.NotFound, id);
        }

        if (!File.Exists(recording.FullPath))
            return new Refusal("recording-gone", $"The file of recording {id} is no longer there.", "id", RefusalKind.NotFound, id);
        if (IsNewListening((actor.Kind, actor.Name, id, save)))
            await audit.WriteAsync(actor, save ? "recording.save" : "recording.listen", $"recording {id}", $"queue {recording.Queue}, call {recording.CallId}", cancellationToken);
        return recording;
    }

    private bool IsNewListening((ActorKind, string, string, bool) listening)
    {
        var now = time.GetUtcNow();
        var known = _audited.TryGetValue(listening, out var last) && now - last < s_oneListening;
        if (_audited.Count >= Remembered)
            _audited.Clear();
        _audited[listening] = now;
        return !known;
    }
}
