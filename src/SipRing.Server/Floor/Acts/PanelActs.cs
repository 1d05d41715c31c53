using Microsoft.Extensions.Localization;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Agents.Pauses;
using SipRing.CallCenter.Agents.WrapUps;
using SipRing.CallCenter.Calls;
using SipRing.CallCenter.Common;
using SipRing.Server.Resources;
using SipRing.Server.Shared;

namespace SipRing.Server.Floor.Acts;

/// <summary>What the panel does for a person: the use cases, and what became of them at the foot of the page.</summary>
public sealed class PanelActs(
    LogInAgent logIn, LogOutAgent logOut, LogOutEverywhere logOutEverywhere, PauseMember pauseMember, PauseEverywhere pauseEverywhere,
    EndWrapUp endWrapUp, ExtendWrapUp extendWrapUp, HangUpCall hangUp, TransferCall transfer, ListenToCall listen, Outcomes outcomes, IStringLocalizer<Texts> texts)
{
    public Task AddAsync(Actor actor, PanelSubject who, int agentId, IReadOnlyList<string> queues) =>
        EachAsync(queues, "done.added", who, async queue => (await logIn.HandleAsync(actor, new(queue, who.Extension, agentId), default)).Refusal);

    public Task RemoveAsync(Actor actor, PanelSubject who, IReadOnlyList<string> queues) =>
        EachAsync(queues, "done.removed", who, async queue => (await logOut.HandleAsync(actor, queue, who.Extension, default)).Refusal);

    /// <param name="queue">Null for all of them.</param>
    public async Task PauseAsync(Actor actor, PanelSubject who, string? queue, bool paused, string? reason)
    {
        var refusal = queue is null
            ? (await pauseEverywhere.HandleAsync(actor, new(who.Extension, paused, reason), default)).Refusal
            : (await pauseMember.HandleAsync(actor, new(queue, who.Extension, paused, reason), default)).Refusal;
        outcomes.Show(refusal, texts[paused ? "done.paused" : "done.resumed", who.Title]);
    }

    public async Task EndWrapUpAsync(Actor actor, PanelSubject who) =>
        outcomes.Show((await endWrapUp.HandleAsync(actor, who.Extension, default)).Refusal, texts["done.wrap-up-ended", who.Title]);

    public async Task ExtendWrapUpAsync(Actor actor, PanelSubject who) =>
        outcomes.Show((await extendWrapUp.HandleAsync(actor, who.Extension, ExtendWrapUp.DefaultSeconds, default)).Refusal, texts["done.wrap-up-extended", who.Title]);

    public async Task LogOutAsync(Actor actor, PanelSubject who)
    {
        var refusal = who.AgentId is { } id ? (await logOutEverywhere.HandleAsync(actor, id, default)).Refusal : null;
        outcomes.Show(refusal, texts["done.logged-out", who.Title]);
    }

    public async Task HangUpAsync(Actor actor, PanelSubject who) =>
        outcomes.Show((await hangUp.HandleAsync(actor, who.CallId!, default)).Refusal, texts["done.hung-up", who.Title]);

    public async Task TransferAsync(Actor actor, PanelSubject who, string to)
    {
        var extension = who.Kind == SubjectKind.Phone ? who.Extension : null;
        outcomes.Show((await transfer.HandleAsync(actor, new(who.CallId!, to, extension), default)).Refusal, texts["done.transferred", who.Title, to]);
    }

    /// <summary>Comes back when the own phone rings; how that ended is said when it is known.</summary>
    public async Task ListenAsync(Actor actor, PanelSubject who, string ownPhone, ListenMode mode)
    {
        var ringing = await listen.HandleAsync(actor, new(who.CallId!, ownPhone, mode, who.Extension), default);
        if (!ringing.Succeeded)
        {
            outcomes.Refused(ringing.Refusal);
            return;
        }

        outcomes.Done(texts["done.own-phone-rings", ownPhone]);
        if (await ringing.Value.Answered is { } refusal)
            outcomes.Refused(refusal);
    }

    private async Task EachAsync(IReadOnlyList<string> queues, string done, PanelSubject who, Func<string, Task<Refusal?>> act)
    {
        var well = new List<string>();
        foreach (var queue in queues)
        {
            if (await act(queue) is { } refusal)
                outcomes.Refused(refusal);
            else
                well.Add(queue);
        }

        if (well.Count > 0)
            outcomes.Done(texts[done, who.Title, string.Join(", ", well)]);
    }
}
