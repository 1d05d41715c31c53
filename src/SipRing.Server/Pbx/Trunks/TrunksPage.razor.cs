using Microsoft.AspNetCore.Components;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Trunks;

namespace SipRing.Server.Pbx.Trunks;

/// <summary>I11: lines to providers, in order, with what Asterisk says of each while the page is open.</summary>
public sealed partial class TrunksPage
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(3);
    private readonly CancellationTokenSource _gone = new();
    private readonly OrderDrag _drag;
    private IReadOnlyList<Trunk> _trunks = [];
    private IReadOnlyDictionary<string, TrunkState> _states = new Dictionary<string, TrunkState>();
    private Refusal? _away;
    private bool _loaded;

    public TrunksPage() => _drag = new(StateHasChanged);

    [Inject] private ReadPbx Read { get; set; } = null!;
    [Inject] private ReadTrunkStates States { get; set; } = null!;
    [Inject] private MovePbxItem Move { get; set; } = null!;
    [Inject] private TimeProvider Clock { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "edit")] private string? Edit { get; set; }

    protected override async Task LoadAsync()
    {
        var pbx = await Read.HandleAsync(Actor!, CancellationToken.None);
        _trunks = pbx.Succeeded ? [.. PbxOrder.Of(pbx.Value.Trunks)] : [];
        await ReadStatesAsync();
        if (!_loaded)
        {
            _loaded = true;
            _ = WatchAsync();
        }
    }

    protected override void Leave()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    private TrunkState? StateOf(Trunk trunk) => _states.GetValueOrDefault(trunk.Id);

    private async Task ReadStatesAsync()
    {
        var read = await States.HandleAsync(Actor!, CancellationToken.None);
        _away = read.Refusal;
        _states = read.Value ?? new Dictionary<string, TrunkState>();
    }

    private async Task MoveAsync((string Key, int Place) to)
    {
        var moved = await Move.HandleAsync(Actor!, PbxKind.Trunk, to.Key, to.Place, CancellationToken.None);
        if (moved.Refusal is { } refusal)
        {
            Outcomes.Refused(refusal);
        }
        else
        {
            Outcomes.Done(T["pbx.order-moved", _trunks.FirstOrDefault(t => t.Id == to.Key)?.Name ?? to.Key, to.Place]);
        }

        await LoadAsync();
    }

    // Asterisk tells of a registration only who asks.
    private async Task WatchAsync()
    {
        var gone = _gone.Token;
        using var timer = new PeriodicTimer(s_interval, Clock);
        try
        {
            while (await timer.WaitForNextTickAsync(gone))
            {
                await InvokeAsync(async () =>
                {
                    await ReadStatesAsync();
                    StateHasChanged();
                });
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // The page is gone.
        }
    }
}
