using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Pbx;

/// <summary>Moves a trunk or a route to another place in its order, and nothing else of it: what somebody else changed meanwhile stays.</summary>
public sealed class MovePbxItem(PbxChanges changes, IAuditLog audit)
{
    public const int LastPlace = 10_000;

    /// <param name="place">From 1; beyond the last it becomes the last.</param>
    public async Task<Result<Done>> HandleAsync(Actor actor, PbxKind kind, string key, int place, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManagePbx) is { } forbidden)
            return forbidden;
        if (PbxRules.CheckRange("place", place, 1, LastPlace) is { } invalid)
            return invalid;
        var outcome = await changes.ApplyAsync(new(actor, before => before.Find(kind, key) is null ? RemovePbxItem.Unknown(kind, key) : Moved(before, kind, key, place)));
        if (outcome.Applied?.Version is not null)
            await audit.WriteAsync(actor, $"{RemovePbxItem.Noun(kind)}.move", $"{RemovePbxItem.Noun(kind)} {key}", FormattableString.Invariant($"place {place}"), cancellationToken);
        return outcome.Refusal is { } refusal ? refusal : new Done();
    }

    private static Result<PbxConfiguration> Moved(PbxConfiguration before, PbxKind kind, string key, int place) => kind switch
    {
        PbxKind.Trunk => before with { Trunks = PbxOrder.Insert(before.Trunks, before.Trunks[key]! with { Order = place }) },
        PbxKind.IncomingRoute => before with { IncomingRoutes = PbxOrder.Insert(before.IncomingRoutes, before.IncomingRoutes[key]! with { Order = place }) },
        PbxKind.OutgoingRoute => before with { OutgoingRoutes = PbxOrder.Insert(before.OutgoingRoutes, before.OutgoingRoutes[key]! with { Order = place }) },
        PbxKind.Extension or PbxKind.Queue or PbxKind.Menu or PbxKind.Schedule or PbxKind.Holiday or PbxKind.MusicClass or PbxKind.Announcement =>
            throw new ArgumentException("It has no place in an order.", nameof(kind)),
    };
}
