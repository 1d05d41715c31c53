using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using SipRing.CallCenter.Access;
using SipRing.Server.Access;

namespace SipRing.Server.Components.Layout;

public sealed partial class UserMenu
{
    [CascadingParameter(Name = "Theme")]
    private string? Theme { get; set; }

    private static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    private string Here => "/" + Navigation.ToBaseRelativePath(Navigation.Uri);

    private static string Is(bool value) => value ? "true" : "false";

    private string? Role(ClaimsPrincipal user) => user.ToActor()?.Role switch
    {
        CallCenter.Access.Role.Administrator => T["role.administrator"].Value,
        CallCenter.Access.Role.Supervisor => T["role.supervisor"].Value,
        CallCenter.Access.Role.Operator => T["role.operator"].Value,
        null => null,
    };
}
