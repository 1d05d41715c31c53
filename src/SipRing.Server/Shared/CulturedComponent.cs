using System.Globalization;
using Microsoft.AspNetCore.Components;

namespace SipRing.Server.Shared;

/// <summary>
/// What begins outside of a page (a call, somebody else's change, a timer) comes in the language of whoever began it. Whatever is
/// done for the page by <c>InvokeAsync</c> is done in the language of the page.
/// </summary>
public abstract class CulturedComponent : ComponentBase
{
    // The renderer makes components in the culture of the page.
    private readonly CultureInfo _culture = CultureInfo.CurrentCulture;
    private readonly CultureInfo _language = CultureInfo.CurrentUICulture;

    // Both are asynchronous so that the caller keeps the culture that he has.
    protected new async Task InvokeAsync(Action work)
    {
        EnterCulture();
        await base.InvokeAsync(work);
    }

    protected new async Task InvokeAsync(Func<Task> work)
    {
        EnterCulture();
        await base.InvokeAsync(work);
    }

    private void EnterCulture() => (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (_culture, _language);
}
