using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using SipRing.Server.Shared;

namespace SipRing.Server.Access;

public sealed partial class Refused
{
    private bool _signedIn;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        var user = (await Authentication).User;
        _signedIn = user.Identity is { IsAuthenticated: true };
        if (!_signedIn || user.MustChangePassword())
        {
            Navigation.NavigateTo(_signedIn ? Urls.ChangePassword : Urls.SignInAndBack(Navigation), forceLoad: true);
        }
    }
}
