using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Pbx.Trunks;

/// <summary>How the trunks are now, as Asterisk tells it. Those that are switched off have no state.</summary>
public sealed class ReadTrunkStates(PbxDirectory directory, TrunkStates states, TimeProvider time)
{
    // Every open page asks; Asterisk is asked once.
    private static readonly TimeSpan s_fresh = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _one = new(1, 1);
    private Reading? _last;

    private sealed record Reading(long At, PbxConfiguration Of, IReadOnlyDictionary<string, TrunkState> States);

    /// <summary>By id.</summary>
    public async Task<Result<IReadOnlyDictionary<string, TrunkState>>> HandleAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManagePbx) is { } forbidden)
            return forbidden;
        try
        {
            return Result.Of(await ReadAsync(await directory.CurrentAsync(cancellationToken), cancellationToken));
        }
        catch (AmiException)
        {
            return Away();
        }
    }

    private async Task<IReadOnlyDictionary<string, TrunkState>> ReadAsync(PbxConfiguration pbx, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_last is not { } last || !ReferenceEquals(last.Of, pbx) || time.GetElapsedTime(last.At) > s_fresh)
                _last = new(time.GetTimestamp(), pbx, await states.ReadAsync(pbx.Trunks, cancellationToken));
            return _last.States;
        }
        finally
        {
            _one.Release();
        }
    }

    internal static Refusal Away() => new("asterisk-away", "Asterisk cannot be reached now; try again in a moment.", null, RefusalKind.Unavailable);
}
