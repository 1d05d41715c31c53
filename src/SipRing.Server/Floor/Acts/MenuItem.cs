using SipRing.CallCenter.Calls;

namespace SipRing.Server.Floor.Acts;

/// <summary>What a menu offers: a letter, and an act or the step that asks for what it needs.</summary>
/// <param name="Letter">Told by its place on the keyboard, so that it works in every layout.</param>
/// <param name="Text">As it is read.</param>
/// <param name="Step">What is asked first; null where the act begins at once.</param>
/// <param name="Act">Begins at once.</param>
/// <param name="Mode">Or joins the call.</param>
/// <param name="Url">Or leads to a page.</param>
internal sealed record MenuItem(char Letter, string Text, MenuStep? Step = null, Func<Task>? Act = null, ListenMode? Mode = null, string? Url = null);

internal enum MenuStep
{
    AddToQueues,
    RemoveFromQueues,
    Pause,
    LogOut,
    LogIn,
    Transfer,
    HangUp,
    OwnPhone,
}
