using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Sounds;
using SipRing.Server.Shared;
using SipRing.Server.Shared.Forms;

namespace SipRing.Server.Pbx.Sounds;

/// <summary>One sound: uploaded, listened to, given another name or another file.</summary>
public sealed partial class SoundEditor : IDisposable
{
    private const string New = "new";

    private FormState _state = null!;
    private PbxConfiguration _configuration = PbxConfiguration.Empty;
    private Announcement? _sound;
    private IBrowserFile? _file;
    private string _name = "";
    private int? _percent;
    private CancellationTokenSource? _stop;
    private bool _ready;

    [Inject] private ReadPbx Read { get; set; } = null!;
    [Inject] private SaveSound Save { get; set; } = null!;
    [Inject] private RemovePbxItem Remove { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private Outcomes Outcomes { get; set; } = null!;

    [Parameter, EditorRequired] public Actor Actor { get; set; } = null!;

    /// <summary>Or <see cref="New"/>.</summary>
    [Parameter, EditorRequired] public string Id { get; set; } = "";

    private bool IsNew => Id == New;

    // Whoever closes the form while a file is on its way does not want it any more.
    public void Dispose() => _stop?.Cancel();

    protected override async Task OnInitializedAsync()
    {
        _state = new(T);
        _configuration = (await Read.HandleAsync(Actor, CancellationToken.None)).Value ?? _configuration;
        _sound = IsNew ? null : _configuration.Announcements[Id];
        _ready = IsNew || _sound is not null;
        _name = _sound?.Name ?? "";
        if (!_ready)
        {
            Outcomes.Refused(RemovePbxItem.Unknown(PbxKind.Announcement, Id));
            Navigation.NavigateTo(Urls.Sounds);
        }
    }

    private Task<bool> ChooseAsync(IBrowserFile? file)
    {
        _file = file;
        if (file is not null && _name.Length == 0)
        {
            _name = SaveSound.NameOf(file.Name);
        }

        // Its length alone refuses it; there is no need to carry it here first.
        return _state.RunAsync(() => Task.FromResult(file?.Size > SoundLimits.Bytes ? SoundFiles.TooLarge() : null));
    }

    private async Task SaveAsync()
    {
        using var stop = new CancellationTokenSource();
        _stop = stop;
        try
        {
            if (await _state.RunAsync(() => SendAsync(stop.Token)))
            {
                Outcomes.Done(T["sounds.saved", _name.Trim()]);
                Navigation.NavigateTo(Urls.Sounds);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Outcomes.Done(T["sounds.stopped"]);
        }
        finally
        {
            (_stop, _percent) = (null, null);
        }
    }

    private async Task<Refusal?> SendAsync(CancellationToken cancellationToken)
    {
        if (_file?.Size > SoundLimits.Bytes)
        {
            return SoundFiles.TooLarge();
        }

        try
        {
            await using var upload = _file is { } file ? new CountedStream(file.OpenReadStream(SoundLimits.Bytes, cancellationToken), file.Size, Show) : null;
            var saved = await Save.HandleAsync(Actor, IsNew ? "" : Id, _name.Trim(), upload, _file?.Name ?? "", cancellationToken);
            return saved.Refusal;
        }
        catch (JSException)
        {
            return new Refusal("sound-not-read", "The browser could not read the file; choose it again.", "file");
        }
    }

    private void Show(int percent) => _ = InvokeAsync(() =>
    {
        _percent = _stop is null ? null : percent;
        StateHasChanged();
    });

    private void Stop() => _stop?.Cancel();

    private async Task DeleteAsync()
    {
        if (await _state.RunAsync(async () => (await Remove.HandleAsync(Actor, PbxKind.Announcement, Id, CancellationToken.None)).Refusal))
        {
            Outcomes.Done(T["sounds.deleted", _sound!.Name]);
            Navigation.NavigateTo(Urls.Sounds);
        }
    }
}
