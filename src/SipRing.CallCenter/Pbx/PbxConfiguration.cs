using System.Text.Json.Serialization;
using SipRing.CallCenter.Pbx.Hours;
using SipRing.CallCenter.Pbx.Menus;
using SipRing.CallCenter.Pbx.Routes;
using SipRing.CallCenter.Pbx.Sounds;
using SipRing.CallCenter.Pbx.Trunks;
using SipRing.CallCenter.Queues;

namespace SipRing.CallCenter.Pbx;

/// <summary>
/// Everything the own Asterisk is told, as one value: docs/decisions/0020. A change makes another one; each that was applied
/// is kept as a version.
/// </summary>
public sealed record PbxConfiguration
{
    public static PbxConfiguration Empty { get; } = new();

    public PbxItems<Extension> Extensions { get; init; } = PbxItems<Extension>.None;

    public PbxItems<CallQueue> Queues { get; init; } = PbxItems<CallQueue>.None;

    public PbxItems<Trunk> Trunks { get; init; } = PbxItems<Trunk>.None;

    public PbxItems<IncomingRoute> IncomingRoutes { get; init; } = PbxItems<IncomingRoute>.None;

    public PbxItems<OutgoingRoute> OutgoingRoutes { get; init; } = PbxItems<OutgoingRoute>.None;

    public PbxItems<Menu> Menus { get; init; } = PbxItems<Menu>.None;

    public PbxItems<Schedule> Schedules { get; init; } = PbxItems<Schedule>.None;

    public PbxItems<Holiday> Holidays { get; init; } = PbxItems<Holiday>.None;

    public PbxItems<MusicClass> MusicClasses { get; init; } = PbxItems<MusicClass>.None;

    public PbxItems<Announcement> Announcements { get; init; } = PbxItems<Announcement>.None;

    /// <summary>What phones and trunks prove themselves with. Sealed where it is stored, and never part of an item.</summary>
    [JsonIgnore]
    public PbxItems<PbxSecret> Secrets { get; init; } = PbxItems<PbxSecret>.None;

    [JsonIgnore]
    public IEnumerable<IPbxItem> All =>
        [.. Extensions, .. Queues, .. Trunks, .. IncomingRoutes, .. OutgoingRoutes, .. Menus, .. Schedules, .. Holidays, .. MusicClasses, .. Announcements];

    public IPbxItem? Find(PbxKind kind, string key) => kind switch
    {
        PbxKind.Extension => Extensions[key],
        PbxKind.Queue => Queues[key],
        PbxKind.Trunk => Trunks[key],
        PbxKind.IncomingRoute => IncomingRoutes[key],
        PbxKind.OutgoingRoute => OutgoingRoutes[key],
        PbxKind.Menu => Menus[key],
        PbxKind.Schedule => Schedules[key],
        PbxKind.Holiday => Holidays[key],
        PbxKind.MusicClass => MusicClasses[key],
        PbxKind.Announcement => Announcements[key],
    };

    /// <summary>What refers to it, and so keeps it from being removed.</summary>
    public IReadOnlyList<IPbxItem> UsersOf(PbxKind kind, string key) => PbxIntegrity.Users(this, kind, key);

    public string? SecretOf(PbxKind kind, string key) => Secrets[PbxSecret.KeyOf(kind, key)]?.Value;

    public PbxConfiguration WithSecret(PbxKind kind, string key, string value) => this with { Secrets = Secrets.With(new(PbxSecret.KeyOf(kind, key), value)) };
}

/// <param name="Key">See <see cref="KeyOf"/>.</param>
/// <param name="Value">For a phone its <see cref="PhoneSecret.Digest"/>, for a trunk its password.</param>
public sealed record PbxSecret(string Key, string Value) : IPbxKeyed
{
    public static string KeyOf(PbxKind kind, string key) => $"{kind}/{key}";

    public override string ToString() => Key;
}
