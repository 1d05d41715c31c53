using SipRing.CallCenter.Floor;
using SipRing.Server.Shared;

namespace SipRing.Server.Floor.Acts;

public enum SubjectKind
{
    /// <summary>A phone, with whoever is logged in there.</summary>
    Phone,

    /// <summary>A caller who waits in a queue.</summary>
    Waiting,
}

/// <summary>
/// What a menu is about, as it was when the menu opened. An act that it leads to names this call: if the phone has another one by then,
/// the act is refused instead of meeting a stranger.
/// </summary>
public sealed record PanelSubject
{
    public required SubjectKind Kind { get; init; }

    /// <summary>Operator, phone or caller, for a person to read.</summary>
    public required string Title { get; init; }
    public string Extension { get; init; } = "";
    public int? AgentId { get; init; }

    /// <summary>The queues whose member the phone is, and those in which it is paused.</summary>
    public IReadOnlyList<string> Queues { get; init; } = [];
    public IReadOnlyList<string> PausedIn { get; init; } = [];

    /// <summary>A wrap-up of SipRing's goes on: it can be ended or made longer.</summary>
    public bool WrapsUp { get; init; }

    /// <summary>The call in talk, or the one that waits.</summary>
    public string? CallId { get; init; }

    /// <summary>The caller, or whoever the phone talks to; null where nobody knows.</summary>
    public string? Number { get; init; }

    public static PanelSubject? OfPhone(FloorSnapshot floor, string extension)
    {
        var phone = floor.Extensions.GetValueOrDefault(extension);
        var places = floor.Queues.Values.SelectMany(q => q.Members.Where(m => m.Extension == extension), (q, member) => (q.Number, member)).ToList();
        if (phone is null && places.Count == 0)
            return null;
        var name = places.Count > 0 ? places[0].member.Name : phone!.AgentName ?? phone.Name;
        return new()
        {
            Kind = SubjectKind.Phone,
            Title = name == extension ? extension : $"{name} · {extension}",
            Extension = extension,
            AgentId = phone?.AgentId ?? places.Select(p => p.member.AgentId).FirstOrDefault(id => id is not null),
            Queues = [.. places.Select(p => p.Number)],
            PausedIn = [.. places.Where(p => p.member.Paused).Select(p => p.Number)],
            WrapsUp = places.Exists(p => p.member is { Paused: true, WrapUpUntil: not null }),
            CallId = phone?.State == ExtensionState.Talking ? phone.CallId : null,
            Number = phone?.State is ExtensionState.Talking or ExtensionState.Ringing && phone.Peer is { Length: > 0 } peer ? peer : null,
        };
    }

    public static PanelSubject? OfWaiting(FloorSnapshot floor, string callId)
    {
        var caller = floor.Queues.Values.SelectMany(q => q.Waiting).FirstOrDefault(w => w.CallId == callId);
        return caller is null ? null : new() { Kind = SubjectKind.Waiting, Title = Formats.Phone(caller.Caller), CallId = callId, Number = caller.Caller is { Length: > 0 } number ? number : null };
    }
}
