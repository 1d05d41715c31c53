using SipRing.CallCenter.Ledger;

namespace SipRing.CallCenter.Recordings;

/// <summary>Finds recordings by the id that a queue call names. Rights are checked by the use case around it.</summary>
public interface IRecordings
{
    /// <summary>Null: no such id, or its path leads out of the recordings folder. The file itself may be gone.</summary>
    Task<Recording?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Whether it is of a call of theirs: of a visit to a queue, or where it is of none, of the call that it was made in.</summary>
    Task<bool> IsOfAsync(string id, CallScope scope, CancellationToken cancellationToken);
}

/// <param name="Id">As queue calls name it.</param>
/// <param name="RelativePath">Below the recordings folder.</param>
/// <param name="FullPath">The file; checked to lie inside the recordings folder.</param>
/// <param name="Pbx">The PBX whose call it is.</param>
/// <param name="CallId">Asterisk's unique id of the first visit that it belongs to.</param>
/// <param name="Queue">The queue of that visit.</param>
/// <param name="EnteredAt">When that visit began.</param>
public sealed record Recording(string Id, string RelativePath, string FullPath, string Pbx, string CallId, string Queue, DateTimeOffset EnteredAt);
