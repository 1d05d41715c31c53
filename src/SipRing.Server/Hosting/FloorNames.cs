using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Agents.Pauses;
using SipRing.CallCenter.Agents.WrapUps;
using SipRing.CallCenter.Floor;
using SipRing.CallCenter.Pbx;

namespace SipRing.Server.Hosting;

/// <summary>What the floor calls things: extensions and queues from the PBX, people from the memberships, with their wrap-ups and limits.</summary>
public sealed class FloorNames : IFloorDirectory
{
    private readonly IPbxDirectory _pbx;
    private readonly Memberships _memberships;
    private readonly WrapUps _wrapUps;
    private readonly PauseLimits _limits;

    public FloorNames(IPbxDirectory pbx, Memberships memberships, WrapUps wrapUps, PauseLimits limits)
    {
        (_pbx, _memberships, _wrapUps, _limits) = (pbx, memberships, wrapUps, limits);
        pbx.Changed += Raise;
        memberships.Changed += Raise;
        wrapUps.Changed += Raise;
        limits.Changed += Raise;
    }

    public event Action? Changed;

    public async Task<FloorDirectory> ReadAsync(CancellationToken cancellationToken)
    {
        var extensions = await _pbx.ExtensionsAsync(cancellationToken);
        var queues = await _pbx.QueuesAsync(cancellationToken);
        var members = await _memberships.ListAsync(cancellationToken);
        return new(
            extensions.ToDictionary(e => e.Number, e => e.Name, StringComparer.Ordinal),
            queues.ToDictionary(q => q.Number, q => new FloorDirectoryQueue(q.Name, q.ServiceLevelSeconds, WrapUp.Guard(q.WrapUpSeconds)), StringComparer.Ordinal),
            [.. members.Select(Member)]);
    }

    private FloorDirectoryMember Member(Member member)
    {
        var wrapUp = _wrapUps.Current.GetValueOrDefault(member.Extension);
        return new(
            member.Queue, member.Extension, member.AgentId, member.Name, member.LoggedInAt,
            wrapUp?.BeganAt, wrapUp?.Until, member.Paused ? _limits.OverAt(member.Extension) : null);
    }

    private void Raise() => Changed?.Invoke();
}
