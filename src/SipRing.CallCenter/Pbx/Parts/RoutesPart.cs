using SipRing.CallCenter.Pbx.Hours;
using SipRing.CallCenter.Pbx.Menus;
using SipRing.CallCenter.Pbx.Routes;
using SipRing.CallCenter.Pbx.Sounds;
using SipRing.CallCenter.Pbx.Versions;
using SipRing.CallCenter.Settings;

namespace SipRing.CallCenter.Pbx.Parts;

/// <summary>The ways of calls in the dialplan: routes, menus, working hours, announcements.</summary>
public sealed class RoutesPart(SipRingSettings settings) : PbxPart
{
    public override string File => "extensions_routes_sipring.conf";

    public override string Module => "pbx_config.so";

    public override int Order => 40;

    public override string Write(PbxConfiguration configuration, AsteriskTree tree)
    {
        var file = GeneratedText.New();
        IncomingDialplan.Write(file, configuration.IncomingRoutes);
        OutgoingDialplan.Write(file, configuration);
        foreach (var menu in configuration.Menus)
            MenuDialplan.Write(file, menu, PathOf(menu.Greeting)!, PathOf(menu.WrongKey));
        foreach (var schedule in configuration.Schedules)
            HoursDialplan.Write(file, schedule, configuration.Holidays, settings.TimeZone);
        foreach (var sound in configuration.Announcements)
            SoundSections.WriteAnnouncement(file, sound);
        return file.ToString();

        string? PathOf(string id) => configuration.Announcements[id] is { } sound ? SoundSections.PathOf(sound) : null;
    }

    public override async Task<string?> VerifyAsync(IReadOnlyList<PbxItemChange> changes, PbxConfiguration after, PbxManager asterisk, CancellationToken cancellationToken)
    {
        foreach (var change in changes.Where(c => c.Change != PbxItemChangeKind.Removed))
        {
            if (ContextOf(change, after) is { } context && (await asterisk.NumbersAsync(context, ["s"], cancellationToken)).Count == 0)
                return $"{change.Name} is not in the dialplan after the reload.";
        }

        return null;
    }

    private static string? ContextOf(PbxItemChange change, PbxConfiguration after) => change.Kind switch
    {
        PbxKind.IncomingRoute => IncomingDialplan.Context,
        PbxKind.OutgoingRoute => after.OutgoingRoutes[change.Key] is { Enabled: true } ? OutgoingDialplan.ContextOf(change.Key) : null,
        PbxKind.Menu => DestinationDialplan.MenuContext(change.Key),
        PbxKind.Schedule => DestinationDialplan.ScheduleContext(change.Key),
        PbxKind.Announcement => DestinationDialplan.SoundContext(change.Key),
        PbxKind.Extension or PbxKind.Queue or PbxKind.Trunk or PbxKind.Holiday or PbxKind.MusicClass => null,
    };
}
