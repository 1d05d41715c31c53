using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SipRing.CallCenter.Wallboards;

namespace SipRing.Server.Wallboards;

/// <summary>What js/wallboard-editor.js says: a tile was dragged, or moved by the keys.</summary>
public sealed partial class WallboardEditorPage
{
    private DotNetObjectReference<WallboardEditorPage>? _self;
    private ElementReference _canvas;
    private bool _attached;

    [JSInvokable]
    public void MoveTile(int id, int x, int y) => Lay(id, WallboardGrid.Move(_board!, id, x, y));

    [JSInvokable]
    public void ResizeTile(int id, int width, int height) => Lay(id, WallboardGrid.Resize(_board!, id, width, height));

    [JSInvokable]
    public void RemoveTile(int id)
    {
        Change(WallboardGrid.Remove(_board!, id));
        if (_selected == id)
            Select(null);
        _said = T["wallboard.tile-removed"];
        StateHasChanged();
    }

    [JSInvokable]
    public void UndoLast()
    {
        if (_before.Count > 0)
            Undo();
        StateHasChanged();
    }

    public async ValueTask DisposeAsync()
    {
        if (_timer is not null)
            await _timer.DisposeAsync();
        if (_self is null)
            return;
        try
        {
            await Js.InvokeVoidAsync("sipring.wallboard.detach");
        }
        catch (JSDisconnectedException)
        {
            // The browser went first.
        }

        _self.Dispose();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_attached || _frame is null)
            return;
        _attached = true;
        _self = DotNetObjectReference.Create(this);
        await Js.InvokeVoidAsync("sipring.wallboard.attach", _canvas, _self);
    }

    private void Lay(int id, Wallboard board)
    {
        var before = _board!.Tiles.FirstOrDefault(tile => tile.Id == id);
        Change(board);
        var now = _board.Tiles.FirstOrDefault(tile => tile.Id == id);
        _said = now is null ? "" : Equals(before, now) ? T["wallboard.no-room"] : Place(now);
        StateHasChanged();
    }

    private string Label(WallboardTile tile) => $"{T.TitleOf(tile, _frame!.Floor)}: {Place(tile)}";

    private string Place(WallboardTile tile) => T["wallboard.place", tile.X + 1, tile.Y + 1, tile.Width, tile.Height];
}
