using Microsoft.Extensions.DependencyInjection;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Pbx.Csv;
using SipRing.CallCenter.Pbx.Hours;
using SipRing.CallCenter.Pbx.Menus;
using SipRing.CallCenter.Pbx.Parts;
using SipRing.CallCenter.Pbx.Routes;
using SipRing.CallCenter.Pbx.Sounds;
using SipRing.CallCenter.Pbx.Trunks;
using SipRing.CallCenter.Pbx.Versions;
using SipRing.CallCenter.Queues;

namespace SipRing.CallCenter.Pbx;

public static class PbxModule
{
    /// <summary>
    /// The own Asterisk, its extensions and queues. Needs <c>SipRingHome</c>, <c>SipRingSettings</c>, <see cref="PbxOptions"/>,
    /// <see cref="PbxManager"/>, <c>Database</c>, <c>SecretBox</c>, <c>TimeProvider</c>, <c>AddAudit</c> and <c>AddAgents</c>. The host calls
    /// <see cref="PbxChanges.PrepareAsync"/> and then <see cref="IOwnAsterisk.StartAsync"/>.
    /// </summary>
    public static IServiceCollection AddPbx(this IServiceCollection services) => services
        .AddSingleton<PbxFolders>()
        .AddSingleton<OwnAsterisk>()
        .AddSingleton<IOwnAsterisk>(s => s.GetRequiredService<OwnAsterisk>())
        .AddSingleton<Func<AsteriskTree>>(s => () => s.GetRequiredService<OwnAsterisk>().Tree)
        .AddSingleton<PbxPart, PhonesPart>()
        .AddSingleton<PbxPart, QueuesPart>()
        .AddSingleton<PbxPart, PenaltyRulesPart>()
        .AddSingleton<PbxPart, NumbersPart>()
        .AddSingleton<PbxPart, TrunksPart>()
        .AddSingleton<PbxPart, RegistrationsPart>()
        .AddSingleton<PbxPart, IdentitiesPart>()
        .AddSingleton<PbxPart, MusicPart>()
        .AddSingleton<PbxPart, RoutesPart>()
        .AddSingleton<PbxFiles>()
        .AddSingleton<PbxItemEdits>()
        .AddSingleton<ReadPbx>()
        .AddSingleton<RemovePbxItem>()
        .AddSingleton<MovePbxItem>()
        .AddSingleton<SaveTrunk>()
        .AddSingleton<TrunkFaults>()
        .AddSingleton<TrunkStates>()
        .AddSingleton<ReadTrunkStates>()
        .AddSingleton<CheckTrunk>()
        .AddSingleton<ShowTrunkSecret>()
        .AddSingleton<SaveIncomingRoute>()
        .AddSingleton<SaveOutgoingRoute>()
        .AddSingleton<TestRoutes>()
        .AddSingleton<SaveMenu>()
        .AddSingleton<SaveSchedule>()
        .AddSingleton<SaveHoliday>()
        .AddSingleton<SoundConverter>(_ => new())
        .AddSingleton<SoundFiles>()
        .AddSingleton<SaveSound>()
        .AddSingleton<OpenSound>()
        .AddSingleton<SaveMusicClass>()
        .AddSingleton<PbxVersionStore>()
        .AddSingleton<PbxApplier>()
        .AddSingleton<PbxHistory>()
        .AddSingleton<PbxDirectory>()
        .AddSingleton<IPbxDirectory>(s => s.GetRequiredService<PbxDirectory>())
        .AddSingleton<IMemberPlaces>(s => s.GetRequiredService<PbxDirectory>())
        .AddSingleton<PbxChanges>()
        .AddHostedService(s => s.GetRequiredService<PbxChanges>())
        .AddSingleton<SaveExtension>()
        .AddSingleton<GetExtension>()
        .AddSingleton<ListExtensions>()
        .AddSingleton<DeleteExtension>()
        .AddSingleton<ImportExtensions>()
        .AddSingleton<SaveQueue>()
        .AddSingleton<GetQueue>()
        .AddSingleton<ListQueues>()
        .AddSingleton<DeleteQueue>();
}
