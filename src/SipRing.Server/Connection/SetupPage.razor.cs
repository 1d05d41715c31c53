using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;
using SipRing.CallCenter.Connection;
using SipRing.Server.Access;
using SipRing.Server.Shared;
using SipRing.Server.Shared.Forms;

namespace SipRing.Server.Connection;

public sealed partial class SetupPage
{
    private FormState _form = null!;
    private string _number = "";

    [Inject] private ChoosePbx Choose { get; set; } = null!;
    [Inject] private CallCentreTime Time { get; set; } = null!;
    [Inject] private IJSRuntime Js { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = null!;

    protected override void OnInitialized() => _form = new(T);

    // This layout has no clock that would say that the page is live.
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
            await Js.InvokeVoidAsync("sipring.synchronise", Time.Now.ToUnixTimeMilliseconds());
    }

    private async Task OwnAsync()
    {
        var actor = (await Authentication).User.ToActor()!;
        var restarts = false;
        var done = await _form.RunAsync(async () =>
        {
            var result = await Choose.TakeOwnAsync(actor, _number, CancellationToken.None);
            restarts = result.Value;
            return result.Refusal;
        });
        if (done)
            Navigation.NavigateTo(Urls.Panel, forceLoad: restarts);
    }
}
