using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using SipRing.CallCenter.Floor;
using SipRing.CallCenter.Settings;
using SipRing.Server.Access;
using SipRing.Server.Shared;

namespace SipRing.Server.Components.Layout;

public sealed partial class MainLayout
{
    private ErrorBoundary? _boundary;
    private FloorLink _link = new(LinkState.Starting, default, null);
    private bool _navOpen;
    private string _home = Urls.Panel;

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = null!;

    private string Here => "/" + Navigation.ToBaseRelativePath(Navigation.Uri).Split('#')[0];

    // Of an existing PBX nothing is made here: its numbers come from its own administration.
    private bool IsElsewhere => Settings.PbxMode == PbxMode.Existing && Here.StartsWith("/pbx/", StringComparison.Ordinal);

    public void Dispose()
    {
        Feed.Changed -= OnFloorAsync;
        Navigation.LocationChanged -= OnLocationChanged;
    }

    protected override async Task OnInitializedAsync()
    {
        var actor = (await Authentication).User.ToActor();
        _home = Urls.Home(actor);
        Feed.Use(actor);
        _link = Feed.Current.Link;
        if (RendererInfo.IsInteractive)
        {
            Feed.Changed += OnFloorAsync;
            Navigation.LocationChanged += OnLocationChanged;
            Feed.Start();
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            await Js.InvokeVoidAsync("sipring.synchronise", Time.Now.ToUnixTimeMilliseconds());
        }
    }

    private Task OnFloorAsync() =>
        ReferenceEquals(_link, Feed.Current.Link) ? Task.CompletedTask : InvokeAsync(() =>
        {
            _link = Feed.Current.Link;
            StateHasChanged();
        });

    private void OnLocationChanged(object? sender, LocationChangedEventArgs change)
    {
        _navOpen = false;
        _boundary?.Recover();
        StateHasChanged();
    }
}
