using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components.Web;

namespace SipRing.Server.Components;

public sealed partial class App
{
    private string _theme = Preferences.System;
    private bool _interactive;
    private IComponentRenderMode? _mode;

    [CascadingParameter]
    private HttpContext HttpContext { get; set; } = null!;

    protected override void OnInitialized()
    {
        _theme = Preferences.ThemeOf(HttpContext);
        _interactive = HttpContext.AcceptsInteractiveRouting();
        _mode = _interactive ? RenderMode.InteractiveServer : null;
    }
}
