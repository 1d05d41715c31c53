using System.Security.Claims;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.Server.Access;

namespace SipRing.Server.Floor;

/// <summary>Reads and keeps the layout of whoever looks at the panel. While the database is away the panel looks as usual.</summary>
public sealed partial class PanelLayouts(UserSettings settings, GetOwnPhone getOwnPhone, SetOwnPhone setOwnPhone, ILogger<PanelLayouts> log)
{
    public async Task<PanelLayout> LoadAsync(ClaimsPrincipal user)
    {
        try
        {
            return PanelLayout.From(user.UserId() is { } id ? await settings.GetAsync(id, PanelLayout.Setting, CancellationToken.None) : null);
        }
        catch (Exception e)
        {
            LogNotRead(e);
            return new();
        }
    }

    /// <summary>Empty where none was said.</summary>
    public async Task<string> OwnPhoneAsync(ClaimsPrincipal user)
    {
        try
        {
            return user.UserId() is { } id && user.ToActor() is { } actor ? await getOwnPhone.HandleAsync(actor, id, CancellationToken.None) : "";
        }
        catch (Exception e)
        {
            LogNotRead(e);
            return "";
        }
    }

    public async Task<Refusal?> SetOwnPhoneAsync(Actor actor, ClaimsPrincipal user, string phone) =>
        user.UserId() is { } id ? (await setOwnPhone.HandleAsync(actor, id, phone, CancellationToken.None)).Refusal : null;

    /// <returns>False where it could not be kept: it holds for this page only.</returns>
    public async Task<bool> SaveAsync(ClaimsPrincipal user, PanelLayout layout)
    {
        try
        {
            if (user.UserId() is { } id)
                await settings.SetAsync(id, PanelLayout.Setting, layout.ToText(), CancellationToken.None);
            return true;
        }
        catch (Exception e)
        {
            LogNotKept(e);
            return false;
        }
    }

    [LoggerMessage(7010, LogLevel.Warning, "The layout of the panel could not be read; it looks as usual")]
    private partial void LogNotRead(Exception exception);

    [LoggerMessage(7011, LogLevel.Warning, "The layout of the panel could not be kept")]
    private partial void LogNotKept(Exception exception);
}
