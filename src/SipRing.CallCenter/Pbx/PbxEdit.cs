using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx.Versions;

namespace SipRing.CallCenter.Pbx;

/// <summary>A change of the configuration, for <see cref="PbxChanges"/>.</summary>
/// <param name="Actor">Who asks; whether he may was checked before.</param>
/// <param name="Change">Makes the new configuration of the present one, or refuses. Pure and quick: it may run several times.</param>
public sealed record PbxEdit(Actor Actor, Func<PbxConfiguration, Result<PbxConfiguration>> Change)
{
    public PbxVersionKind Kind { get; init; } = PbxVersionKind.Change;

    /// <summary>See <see cref="PbxVersion.Note"/>.</summary>
    public string? Note { get; init; }
}

/// <summary>An edit with what it was made of and what it made.</summary>
internal sealed record PbxStep(PbxEdit Edit, PbxConfiguration Before, PbxConfiguration After);

/// <summary>What became of an edit.</summary>
/// <param name="Applied">What was saved; null where nothing happened.</param>
/// <param name="Refusal">Null: Asterisk has it. With <paramref name="Applied"/>: it is saved, and Asterisk takes it up as soon as it is back.</param>
public sealed record PbxOutcome(PbxApplied? Applied, Refusal? Refusal)
{
    internal static PbxOutcome Refused(Refusal refusal) => new(null, refusal);
}

/// <param name="Version">The id of the version; null where nothing was different from before.</param>
public sealed record PbxApplied(PbxConfiguration Before, PbxConfiguration After, long? Version);
