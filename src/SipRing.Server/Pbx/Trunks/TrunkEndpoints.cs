using SipRing.CallCenter.Access;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Trunks;
using SipRing.Server.Api;

namespace SipRing.Server.Pbx.Trunks;

/// <summary>Lines to telephone providers and other PBXs.</summary>
internal static class TrunkEndpoints
{
    public static void MapTrunks(this IEndpointRouteBuilder api)
    {
        var trunks = api.MapGroup("/trunks").WithTags("Trunks").RequireAuthorization(nameof(Permission.ManagePbx));
        trunks.MapGet("", (Caller caller, ReadPbx read, CancellationToken cancellationToken) => PbxItemRoutes.ListAsync(caller, read, pbx => PbxOrder.Of(pbx.Trunks), cancellationToken))
            .WithSummary("Every trunk, in order").Produces<ItemList<Trunk>>().MayRefuse();
        trunks.MapGet("/{key}", (string key, Caller caller, ReadPbx read, CancellationToken cancellationToken) => PbxItemRoutes.GetAsync<Trunk>(caller, read, PbxKind.Trunk, key, cancellationToken))
            .WithSummary("One trunk").WithDescription("Its secret is never told here.").Produces<Trunk>().MayRefuse(StatusCodes.Status404NotFound);
        trunks.MapPut("/{key}", SaveAsync).WithSummary("Add a trunk, or replace it")
            .WithDescription("What is left out gets its default; `secret` and `order` stay as they are. An empty `secret` removes it. The id is 1 to 30 of a-z, 0-9 and '-'.")
            .Produces<Trunk>().Produces<Trunk>(StatusCodes.Status201Created)
            .MayRefuse(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict, StatusCodes.Status503ServiceUnavailable);
        trunks.MapGet("/{key}/state", StateAsync).WithSummary("How it is now, as Asterisk tells it")
            .WithDescription("`condition` is null where the trunk is switched off. `fault` says why it is down: refused with a SIP status, or no answer.")
            .Produces<TrunkStateItem>().MayRefuse(StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable);
        trunks.MapPost("/{key}/check", async (string key, Caller caller, CheckTrunk check, CancellationToken cancellationToken) =>
                (await check.HandleAsync(caller.Actor, key, cancellationToken)).ToEmptyAnswer())
            .WithSummary("Register anew and ask the other side to answer, now").WithDescription("The state tells what came of it.")
            .Produces(StatusCodes.Status204NoContent).MayRefuse(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status503ServiceUnavailable);
        trunks.MapRemoveAndPlace(PbxKind.Trunk);
    }

    private static async Task<IResult> SaveAsync(string key, Caller caller, Body<TrunkBody> body, SaveTrunk save, CancellationToken cancellationToken)
    {
        if (!body.Ok(out var given, out var problem))
            return problem;
        return PbxItemRoutes.OtherId(given.Id, key)
            ?? PbxItemRoutes.Saved(await save.HandleAsync(caller.Actor, given.ToTrunk(key), given.Secret, cancellationToken), "trunks");
    }

    private static async Task<IResult> StateAsync(string key, Caller caller, ReadPbx read, ReadTrunkStates states, CancellationToken cancellationToken)
    {
        var known = await read.HandleAsync(caller.Actor, cancellationToken);
        if (known.Value?.Trunks.Contains(key) != true)
            return Problems.From(known.Refusal ?? RemovePbxItem.Unknown(PbxKind.Trunk, key));
        return (await states.HandleAsync(caller.Actor, cancellationToken)).ToAnswer(all => TypedResults.Ok(TrunkStateItem.Of(key, all.GetValueOrDefault(key))));
    }
}

/// <param name="Condition">Null where it is switched off.</param>
/// <param name="Registration">Asterisk's word; null where it does not register.</param>
/// <param name="RoundTripMilliseconds">How quickly it answered last.</param>
public sealed record TrunkStateItem(string Trunk, TrunkCondition? Condition, string? Registration, double? RoundTripMilliseconds, TrunkFault? Fault)
{
    internal static TrunkStateItem Of(string trunk, TrunkState? state) => new(trunk, state?.Condition, state?.Registration, state?.RoundTrip?.TotalMilliseconds, state?.Fault);
}

/// <summary>The whole trunk: what is left out gets its default.</summary>
/// <param name="Secret">Left out: stays; empty: is removed.</param>
/// <param name="Order">The place, from 1; left out: stays.</param>
/// <param name="Codecs">alaw, ulaw, g722, in the order they are liked.</param>
/// <param name="Id">May be given, as it was read; then it is that of the address.</param>
public sealed record TrunkBody(
    string Name,
    string Host,
    string? Secret = null,
    bool? Enabled = null,
    int? Order = null,
    TrunkKind? Kind = null,
    int? Port = null,
    TrunkTransport? Transport = null,
    string? User = null,
    string? AuthUser = null,
    string? FromUser = null,
    string? FromDomain = null,
    string? OutboundProxy = null,
    IReadOnlyList<string>? Codecs = null,
    int? QualifySeconds = null,
    int? MaxChannels = null,
    string? CallerId = null,
    TrunkIdentity? Identity = null,
    IReadOnlyList<string>? Addresses = null,
    TrunkDtmf? Dtmf = null,
    string? Id = null)
{
    internal Trunk ToTrunk(string id)
    {
        var trunk = new Trunk { Id = id, Name = Name, Host = Host };
        return trunk with
        {
            Enabled = Enabled ?? trunk.Enabled,
            Order = Order ?? trunk.Order,
            Kind = Kind ?? trunk.Kind,
            Port = Port ?? trunk.Port,
            Transport = Transport ?? trunk.Transport,
            User = User ?? trunk.User,
            AuthUser = AuthUser ?? trunk.AuthUser,
            FromUser = FromUser ?? trunk.FromUser,
            FromDomain = FromDomain ?? trunk.FromDomain,
            OutboundProxy = OutboundProxy ?? trunk.OutboundProxy,
            Codecs = Codecs is null ? trunk.Codecs : [.. Codecs.OfType<string>()],
            QualifySeconds = QualifySeconds ?? trunk.QualifySeconds,
            MaxChannels = MaxChannels ?? trunk.MaxChannels,
            CallerId = CallerId ?? trunk.CallerId,
            Identity = Identity ?? trunk.Identity,
            Addresses = Addresses is null ? trunk.Addresses : [.. Addresses.OfType<string>()],
            Dtmf = Dtmf ?? trunk.Dtmf,
        };
    }
}
