using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SipRing.CallCenter.Floor;
using SipRing.Server.Floor.Acts;
using SipRing.Server.Shared;

namespace SipRing.Server.Floor;

/// <summary>What js/panel.js says: a menu is wanted, something is being dragged, something was dropped on a queue.</summary>
public sealed partial class PanelPage
{
    private DotNetObjectReference<PanelPage>? _self;
    private PanelSubject? _menu;
    private string? _dropQueue;
    private bool _held;

    [Inject]
    private PanelActs Acts { get; set; } = null!;

    [Inject]
    private Outcomes Outcomes { get; set; } = null!;

    /// <param name="kind">"phone" or "waiting".</param>
    /// <param name="key">Number of the phone, or id of the call.</param>
    [JSInvokable]
    public void OpenMenu(string kind, string key)
    {
        _menu = kind == "waiting" ? PanelSubject.OfWaiting(_snapshot, key) : PanelSubject.OfPhone(_snapshot, key);
        if (_menu is { Kind: SubjectKind.Waiting } waiting && NameOf(waiting.CallId!) is { } name)
            _menu = waiting with { Title = $"{name} · {waiting.Title}" };
        _dropQueue = null;
        StateHasChanged();
    }

    /// <summary>While something is dragged the page stands still; afterwards it shows what came meanwhile.</summary>
    [JSInvokable]
    public void Hold(bool held)
    {
        _held = held;
        if (held)
            return;
        Take(Feed.Current);
        StateHasChanged();
    }

    [JSInvokable]
    public async Task Drop(string key, string queue)
    {
        Hold(false);
        if (!_canManage || PanelSubject.OfPhone(_snapshot, key) is not { } subject)
            return;
        if (subject.AgentId is { } agent)
        {
            await Acts.AddAsync(_actor!, subject, agent, [queue]);
            return;
        }

        (_menu, _dropQueue) = (subject, queue);
        StateHasChanged();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _self = DotNetObjectReference.Create(this);
            await Js.InvokeVoidAsync("sipring.panel.attach", _self);
        }
    }

    private async Task DetachAsync()
    {
        if (_self is null)
            return;
        try
        {
            await Js.InvokeVoidAsync("sipring.panel.detach");
        }
        catch (Exception e) when (e is JSDisconnectedException or OperationCanceledException)
        {
            // The browser went first.
        }

        _self.Dispose();
    }

    private void CloseMenu() => (_menu, _dropQueue) = (null, null);

    private string? NameOf(string callId) => _snapshot.Queues.Values.SelectMany(q => q.Waiting).FirstOrDefault(w => w.CallId == callId) is { } caller
        ? Names.Find(caller.Caller)?.Text ?? caller.CallerName
        : null;
}
