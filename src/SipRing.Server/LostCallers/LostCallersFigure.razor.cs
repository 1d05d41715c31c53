using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using SipRing.CallCenter.LostCallers;
using SipRing.Server.Access;
using SipRing.Server.Shared;

namespace SipRing.Server.LostCallers;

/// <summary>Follows the list, and the time that makes a caller overdue. Where it cannot be read there is no figure.</summary>
public sealed partial class LostCallersFigure
{
    private static readonly TimeSpan s_lookEvery = TimeSpan.FromSeconds(10);
    private LostCallerSums? _sums;
    private ITimer? _timer;
    private bool _gone;

    [Inject] private SummarizeLostCallers Summarize { get; set; } = null!;
    [Inject] private LostCallerChanges Changes { get; set; } = null!;
    [Inject] private TimeProvider Clock { get; set; } = null!;

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = null!;

    public void Dispose()
    {
        _gone = true;
        Changes.Changed -= OnChanged;
        _timer?.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive)
            return;
        Changes.Changed += OnChanged;
        _timer = Clock.CreateTimer(_ => OnChanged(), null, s_lookEvery, s_lookEvery);
        await ReadAsync();
    }

    private void OnChanged() => _ = InvokeAsync(LookAsync);

    private async Task LookAsync()
    {
        if (_gone)
            return;
        var before = _sums;
        await ReadAsync();
        if (before != _sums && !_gone)
            StateHasChanged();
    }

    private async Task ReadAsync()
    {
        try
        {
            // Only what waits now is shown; the sums of a span that is empty cost nothing.
            var now = Clock.GetUtcNow();
            _sums = (await Authentication).User.ToActor() is { } actor
                ? (await Summarize.HandleAsync(actor, new() { From = now, To = now }, CancellationToken.None)).Value
                : null;
        }
        catch (System.Data.Common.DbException)
        {
            // The panel lives on without the database; the list's own page says what is wrong.
            _sums = null;
        }
    }
}
