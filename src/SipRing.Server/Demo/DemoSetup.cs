using System.Globalization;
using System.Security.Cryptography;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Queues;
using SipRing.CallCenter.Settings;
using SipRing.Phone;

namespace SipRing.Server.Demo;

/// <summary>
/// Makes queues, extensions and operators through the same use cases as the API; those that a run before made are taken
/// over. Secrets and PINs are new in every run, so that none has to be kept.
/// </summary>
public sealed class DemoSetup(
    SaveQueue saveQueue, SaveExtension saveExtension, ListAgents listAgents, CreateAgent createAgent, ChangeAgent changeAgent, SipRingSettings settings, TimeProvider time)
{
    private const int PinTries = 20;

    public async Task<IReadOnlyList<DemoSeat>> BuildAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(DemoPlan.Queues.Select(async queue => Demand(await saveQueue.HandleAsync(Actor.System, queue, cancellationToken))));
        var known = Demand(await listAgents.HandleAsync(Actor.System, cancellationToken));
        return await Task.WhenAll(DemoPlan.People.Select(person => SeatAsync(person, known, cancellationToken)));
    }

    private async Task<DemoSeat> SeatAsync(DemoPerson person, IReadOnlyList<Agent> known, CancellationToken cancellationToken)
    {
        var secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        Demand(await saveExtension.HandleAsync(Actor.System, new(person.Extension, person.Name, secret), cancellationToken));
        var (agent, pin) = await AgentAsync(person, known.FirstOrDefault(agent => agent.Name == person.Name), cancellationToken);
        var phone = new SipPhone(new PhoneOptions
        {
            Server = settings.Sip,
            LocalAddress = settings.Sip.Address,
            User = person.Extension,
            Secret = secret,
            Tone = DemoVoices.Next(),
            Listens = false,
            UserAgent = "SipRing demo",
            Time = time,
        });
        return new(person, agent.Id, pin, phone);
    }

    /// <summary>A random PIN may be somebody's already, or too simple.</summary>
    private async Task<(Agent Agent, string Pin)> AgentAsync(DemoPerson person, Agent? known, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            var pin = RandomNumberGenerator.GetInt32(100_000, 1_000_000).ToString(CultureInfo.InvariantCulture);
            var result = known is null
                ? await createAgent.HandleAsync(Actor.System, new(person.Name, pin), cancellationToken)
                : await changeAgent.HandleAsync(Actor.System, new(known.Id, person.Name, pin), cancellationToken);
            if (result.Succeeded || tries == PinTries || result.Refusal.Field != "pin")
            {
                return (Demand(result), pin);
            }
        }
    }

    private static T Demand<T>(Result<T> result) =>
        result.Succeeded ? result.Value : throw new InvalidOperationException($"The demo cannot be prepared: {result.Refusal.Message}");
}
