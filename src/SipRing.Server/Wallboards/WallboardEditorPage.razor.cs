using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Wallboards;
using SipRing.Server.Access;
using SipRing.Server.Shared;
using SipRing.Server.Shared.Forms;

namespace SipRing.Server.Wallboards;

/// <summary>One board being changed: the preview is the board itself, live, and nothing reaches a screen before it is saved.</summary>
public sealed partial class WallboardEditorPage
{
    private const int MostUndone = 50;
    private static readonly TimeSpan s_preview = TimeSpan.FromSeconds(1);
    private readonly List<Wallboard> _before = [];
    private FormState _state = null!;
    private Actor? _actor;
    private Wallboard? _board;
    private Wallboard? _kept;
    private BoardFrame? _frame;
    private ITimer? _timer;
    private Dropdown? _adding;
    private bool _missing;
    private int? _selected;
    private string _said = "";
    private string? _leaving;

    [Parameter]
    public int Id { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [Inject] private GetWallboard Get { get; set; } = null!;
    [Inject] private SaveWallboard Keep { get; set; } = null!;
    [Inject] private DeleteWallboard Delete { get; set; } = null!;
    [Inject] private BoardRenderer Renderer { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private Outcomes Outcomes { get; set; } = null!;
    [Inject] private IJSRuntime Js { get; set; } = null!;
    [Inject] private TimeProvider Clock { get; set; } = null!;

    private bool Dirty => !ReferenceEquals(_board, _kept) && _board! with { Link = _kept!.Link } != _kept;

    private WallboardTile? Selected => _board?.Tiles.FirstOrDefault(tile => tile.Id == _selected);

    private string? Theme => WallboardWords.Of(_board!.Theme);

    protected override async Task OnInitializedAsync()
    {
        _state = new(T);
        _actor = (await Authentication).User.ToActor();
        if (!RendererInfo.IsInteractive || _actor is null)
            return;
        var found = await Get.HandleAsync(_actor, Id, CancellationToken.None);
        (_board, _kept, _missing) = (found.Value, found.Value, !found.Succeeded);
        if (_board is null)
            return;
        await LookAsync();
        _timer = Clock.CreateTimer(_ => _ = InvokeAsync(TickAsync), null, s_preview, s_preview);
    }

    private async Task TickAsync()
    {
        await LookAsync();
        StateHasChanged();
    }

    private async Task LookAsync() => _frame = await Renderer.FrameAsync(_board!, _actor!, isPublic: false, CancellationToken.None);

    private void Select(int? id)
    {
        _selected = id;
        _state.Clear();
    }

    /// <summary>Shows the board as it would be, and remembers how it was.</summary>
    private void Change(Wallboard board)
    {
        if (ReferenceEquals(board, _board))
            return;
        _before.Add(_board!);
        if (_before.Count > MostUndone)
            _before.RemoveAt(0);
        (_board, _frame) = (board, _frame! with { Board = board });
        StateHasChanged();
    }

    private void ChangeTile(WallboardTile tile) => Change(_board! with { Tiles = [.. _board.Tiles.Select(t => t.Id == tile.Id ? tile : t)] });

    private void Undo()
    {
        var board = _before[^1] with { Version = _board!.Version, Link = _board.Link };
        _before.RemoveAt(_before.Count - 1);
        (_board, _frame) = (board, _frame! with { Board = board });
    }

    private void AddTile(WallboardTileKind kind)
    {
        _adding?.Close();
        if (WallboardGrid.Add(_board!, NewTile(kind)) is not { } board)
        {
            Outcomes.Refused(new("wallboard-full", "There is no room for one more tile: make others smaller, or give the board more rows."));
            return;
        }

        Change(board);
        Select(board.Tiles[^1].Id);
    }

    private WallboardTile NewTile(WallboardTileKind kind) => new()
    {
        Id = 0,
        Kind = kind,
        Metrics = kind switch
        {
            WallboardTileKind.Figure => [WallboardMetric.Waiting],
            WallboardTileKind.Queues => [WallboardMetric.Waiting, WallboardMetric.LongestWait, WallboardMetric.Free, WallboardMetric.ServicePercent],
            _ => [],
        },
        Text = kind == WallboardTileKind.Text ? T["tile.text"] : "",
    };

    private async Task SaveAsync()
    {
        var refusal = default(Refusal);
        await _state.RunAsync(async () =>
        {
            var result = await Keep.HandleAsync(_actor!, _board!, CancellationToken.None);
            if (result.Succeeded)
            {
                (_board, _kept) = (result.Value.Board, result.Value.Board);
                _frame = _frame! with { Board = _board };
            }

            return refusal = result.Refusal;
        });
        if (refusal is null)
            Outcomes.Done(T["wallboard.kept", _board!.Name]);
        else
            ShowWrong(refusal);
    }

    /// <summary>Opens the tile that is wrong, where its refusal has its field; says what has none.</summary>
    private void ShowWrong(Refusal refusal)
    {
        if (_board!.Tiles.FirstOrDefault(tile => WallboardRules.CheckTile(tile)?.Id == refusal.Id) is { } wrong)
            _selected = wrong.Id;
        else if (refusal.Field is "name" or "hideNames")
            _selected = null;
        Outcomes.Refused(refusal);
    }

    private async Task DeleteAsync()
    {
        var result = await Delete.HandleAsync(_actor!, Id, CancellationToken.None);
        Outcomes.Show(result.Refusal, T["wallboard.deleted", _board!.Name]);
        if (result.Succeeded)
        {
            _board = _kept;
            Navigation.NavigateTo(Urls.Wallboards);
        }
    }

    private Task OnLeavingAsync(LocationChangingContext context)
    {
        if (Dirty && _leaving is null)
        {
            context.PreventNavigation();
            _leaving = context.TargetLocation;
            StateHasChanged();
        }

        return Task.CompletedTask;
    }

    private void LeaveAnyway()
    {
        _board = _kept;
        Navigation.NavigateTo(_leaving!);
    }
}
