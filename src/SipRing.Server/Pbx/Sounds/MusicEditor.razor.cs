using Microsoft.AspNetCore.Components;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Sounds;
using SipRing.CallCenter.Pbx.Versions;
using SipRing.Server.Shared;

namespace SipRing.Server.Pbx.Sounds;

/// <summary>Music for those who wait: uploaded sounds in an order.</summary>
public sealed partial class MusicEditor
{
    private MusicForm? _form;
    private MusicClass? _known;

    [Inject] private SaveMusicClass Save { get; set; } = null!;

    protected override PbxKind Kind => PbxKind.MusicClass;

    protected override string List => Urls.Sounds;

    protected override (string Saved, string Deleted) Told => ("sounds.music-saved", "sounds.music-deleted");

    protected override string Name => _form!.Name;

    private IReadOnlyList<Announcement> Free => [.. Configuration.Announcements.Where(a => !_form!.Sounds.Contains(a.Id)).OrderBy(a => a.Name, StringComparer.CurrentCulture)];

    private string NameOf(string sound) => Configuration.Announcements[sound]?.Name ?? sound;

    private void Add(ChangeEventArgs change)
    {
        if (change.Value?.ToString() is { Length: > 0 } sound)
        {
            _form!.Sounds.Add(sound);
        }
    }

    protected override bool Open()
    {
        State.Knows("sounds");
        _known = IsNew ? null : Configuration.MusicClasses[Id];
        _form = _known is not null || IsNew || Id == MusicClass.DefaultId ? new(_known ?? new() { Id = IsNew ? "" : Id, Name = IsNew ? "" : T["sounds.music-default"] }) : null;
        return _form is not null;
    }

    protected override Result<MusicClass> Typed() => _form!.ToMusic();

    protected override async Task<Refusal?> StoreAsync(MusicClass item) => (await Save.HandleAsync(Actor, item, CancellationToken.None)).Refusal;

    protected override Task<Result<PbxPreview>> CompareAsync(MusicClass item) => Save.PreviewAsync(Actor, item, CancellationToken.None);
}
