using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
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
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = null!;

    protected override void OnInitialized() => _form = new(T);

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
