using System.Globalization;
using Microsoft.AspNetCore.Components;
using SipRing.CallCenter.Pbx;

namespace SipRing.Server.Pbx;

/// <summary>Where a call goes on: a kind, and which one of that kind. Kinds of which there is none yet are not offered.</summary>
public sealed partial class DestinationField
{
    private const int None = -1;

    /// <summary>What there is to choose from.</summary>
    [Parameter, EditorRequired] public PbxConfiguration Configuration { get; set; } = null!;

    [Parameter] public Destination? Value { get; set; }
    [Parameter] public EventCallback<Destination?> ValueChanged { get; set; }

    /// <summary>What no destination means; null where there must be one.</summary>
    [Parameter] public string? Nothing { get; set; }

    [Parameter] public bool HideLabel { get; set; }

    /// <summary>How many announcements come before it.</summary>
    [Parameter] public int Depth { get; set; }

    private IEnumerable<DestinationKind> Kinds => Enum.GetValues<DestinationKind>().Where(kind => !HasTarget(kind) || kind == Value?.Kind || Targets(kind).Count > 0);

    private static bool HasTarget(DestinationKind kind) => kind is not (DestinationKind.HangUp or DestinationKind.Busy);

    private static string Word(DestinationKind kind) => kind switch
    {
        DestinationKind.HangUp => "pbx.to-hang-up",
        DestinationKind.Busy => "pbx.to-busy",
        DestinationKind.Queue => "pbx.to-queue",
        DestinationKind.Extension => "pbx.to-extension",
        DestinationKind.Menu => "pbx.to-menu",
        DestinationKind.Schedule => "pbx.to-schedule",
        DestinationKind.Announcement => "pbx.to-announcement",
    };

    private List<(string Key, string Text)> Targets(DestinationKind kind) => kind switch
    {
        DestinationKind.HangUp or DestinationKind.Busy => [],
        DestinationKind.Queue => [.. Configuration.Queues.Select(q => (q.Number, $"{q.Number} {q.Name}"))],
        DestinationKind.Extension => [.. Configuration.Extensions.Select(e => (e.Number, $"{e.Number} {e.Name}"))],
        DestinationKind.Menu => [.. Configuration.Menus.Select(m => (m.Id, m.Name))],
        DestinationKind.Schedule => [.. Configuration.Schedules.Select(s => (s.Id, s.Name))],
        DestinationKind.Announcement => [.. Configuration.Announcements.Select(a => (a.Id, a.Name))],
    };

    private Task ChooseKindAsync(ChangeEventArgs change)
    {
        var number = int.Parse(change.Value!.ToString()!, CultureInfo.InvariantCulture);
        if (number == None)
            return ValueChanged.InvokeAsync(null);
        var kind = (DestinationKind)number;
        return ValueChanged.InvokeAsync(new Destination(kind, Targets(kind).Select(t => t.Key).FirstOrDefault("")));
    }

    private Task ChooseTargetAsync(ChangeEventArgs change) => ValueChanged.InvokeAsync(Value! with { Target = change.Value!.ToString()! });
}
