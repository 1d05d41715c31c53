using Microsoft.AspNetCore.Components;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Sounds;
using SipRing.CallCenter.Pbx.Versions;
using SipRing.Server.Shared;
using SipRing.Server.Shared.Forms;

namespace SipRing.Server.Pbx.Sounds;

/// <summary>Music for those who wait: uploaded sounds in an order.</summary>
public sealed partial class MusicEditor
{
    private const string New = "new";

    private FormState _state = null!;
    private MusicForm? _form;
    private MusicClass? _known;
    private PbxPreview? _preview;
    private PbxConfiguration _configuration = PbxConfiguration.Empty;

    [Inject] private ReadPbx Read { get; set; } = null!;
    [Inject] private SaveMusicClass Save { get; set; } = null!;
    [Inject] private RemovePbxItem Remove { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private Outcomes Outcomes { get; set; } = null!;

    [Parameter, EditorRequired] public Actor Actor { get; set; } = null!;

    /// <summary>Or <see cref="New"/>. The default one can be edited before it is there.</summary>
    [Parameter, EditorRequired] public string Id { get; set; } = "";

    private bool IsNew => Id == New;

    private IReadOnlyList<Announcement> Free => [.. _configuration.Announcements.Where(a => !_form!.Sounds.Contains(a.Id)).OrderBy(a => a.Name, StringComparer.CurrentCulture)];

    protected override async Task OnInitializedAsync()
    {
        _state = new(T);
        _state.Knows("sounds");
        _configuration = (await Read.HandleAsync(Actor, CancellationToken.None)).Value ?? _configuration;
        _known = IsNew ? null : _configuration.MusicClasses[Id];
        if (_known is not null || IsNew || Id == MusicClass.DefaultId)
        {
            _form = new(_known ?? new() { Id = IsNew ? "" : Id, Name = IsNew ? "" : T["sounds.music-default"] });
        }
        else
        {
            Outcomes.Refused(RemovePbxItem.Unknown(PbxKind.MusicClass, Id));
            Navigation.NavigateTo(Urls.Sounds);
        }
    }

    private string NameOf(string sound) => _configuration.Announcements[sound]?.Name ?? sound;

    private void Add(ChangeEventArgs change)
    {
        if (change.Value?.ToString() is { Length: > 0 } sound)
        {
            _form!.Sounds.Add(sound);
        }
    }

    private async Task SaveAsync()
    {
        var music = _form!.ToMusic();
        if (await _state.RunAsync(async () => (await Save.HandleAsync(Actor, music, CancellationToken.None)).Refusal))
        {
            Outcomes.Done(T["sounds.music-saved", music.Name]);
            Navigation.NavigateTo(Urls.Sounds);
        }
    }

    private Task PreviewAsync() => _state.RunAsync(async () =>
    {
        var preview = await Save.PreviewAsync(Actor, _form!.ToMusic(), CancellationToken.None);
        _preview = preview.Value;
        return preview.Refusal;
    });

    private async Task DeleteAsync()
    {
        if (await _state.RunAsync(async () => (await Remove.HandleAsync(Actor, PbxKind.MusicClass, Id, CancellationToken.None)).Refusal))
        {
            Outcomes.Done(T["sounds.music-deleted", _form!.Name]);
            Navigation.NavigateTo(Urls.Sounds);
        }
    }
}
