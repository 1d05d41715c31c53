using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace SipRing.Server.Pbx;

public sealed partial class OrderRow
{
    private ElementReference _up;
    private ElementReference _down;

    // The button that was used is where the hand is: it keeps the focus when its row has moved.
    private int _focus;

    [Parameter, EditorRequired] public string Key { get; set; } = "";
    [Parameter, EditorRequired] public string Name { get; set; } = "";

    /// <summary>From 1.</summary>
    [Parameter, EditorRequired] public int Place { get; set; }
    [Parameter, EditorRequired] public int Count { get; set; }
    [Parameter, EditorRequired] public OrderDrag Drag { get; set; } = null!;

    /// <summary>Which one goes to which place.</summary>
    [Parameter, EditorRequired] public EventCallback<(string Key, int Place)> Moved { get; set; }
    [Parameter] public bool Selected { get; set; }
    [Parameter] public bool Off { get; set; }
    [Parameter, EditorRequired] public RenderFragment ChildContent { get; set; } = null!;

    private string Look => string.Join(' ', ((string?[])[Selected ? "selected" : null, Off ? "is-off" : null, Mark]).Where(c => c is not null));

    private string? Mark => Drag.Over != Key || Drag.Dragged is not { } dragged || dragged.Key == Key ? null : dragged.Place < Place ? "drop-below" : "drop-above";

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focus == 0)
            return;
        var wanted = _focus < 0 ? Place > 1 ? _up : _down : Place < Count ? _down : _up;
        _focus = 0;
        await wanted.FocusAsync();
    }

    private async Task MoveAsync(int place)
    {
        var way = place - Place;
        await Moved.InvokeAsync((Key, place));
        _focus = way;
    }

    private Task OnKeyAsync(KeyboardEventArgs key) => (key.AltKey, key.Key) switch
    {
        (true, "ArrowUp") when Place > 1 => MoveAsync(Place - 1),
        (true, "ArrowDown") when Place < Count => MoveAsync(Place + 1),
        _ => Task.CompletedTask,
    };

    private Task DropAsync()
    {
        var dragged = Drag.Dragged;
        Drag.End();
        return dragged is { } from && from.Key != Key ? Moved.InvokeAsync((from.Key, Place)) : Task.CompletedTask;
    }
}
