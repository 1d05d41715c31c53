using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SipRing.Server.Shared;

namespace SipRing.Server.Reports;

/// <summary>R2: plays the recording of the chosen call. All that moves is done in the browser (js/player.js).</summary>
public sealed partial class Player
{
    private ElementReference _element;
    private string? _loaded;
    private string? _playNow;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    /// <summary>Id of the recording; null where there is none.</summary>
    [Parameter]
    public string? Recording { get; set; }

    /// <summary>A call is chosen, whether it has a recording or not.</summary>
    [Parameter]
    public bool Chosen { get; set; }

    private string? Url => Recording is { } id ? Urls.Recording(id) : null;

    private string? Hint => (Chosen, Recording) switch
    {
        (false, _) => T["player.choose"].Value,
        (_, null) => T["player.none"].Value,
        _ => null,
    };

    /// <summary>Plays at once, when its call has become the chosen one.</summary>
    public async Task PlayAsync(string? recording)
    {
        _playNow = recording is { } id ? Urls.Recording(id) : null;
        if (_playNow == _loaded && _playNow is not null)
        {
            await LoadAsync();
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender || Url != _loaded)
        {
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        _loaded = Url;
        var play = _playNow is not null && _playNow == Url;
        _playNow = null;
        await Js.InvokeVoidAsync("sipring.player", _element, Url, play);
    }
}
