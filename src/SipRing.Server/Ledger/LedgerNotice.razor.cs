using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using SipRing.CallCenter.Ledger;
using SipRing.CallCenter.Ledger.Reading;
using SipRing.Server.Shared;

namespace SipRing.Server.Ledger;

/// <summary>Looks at the ledger's health every two seconds, which asks nobody: the figures are in memory.</summary>
public sealed partial class LedgerNotice : IDisposable
{
    /// <summary>In the browser: how many lines the person has seen reported. More than that is news.</summary>
    private const string SeenKey = "sipring.ledger-leftovers";
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(2);

    /// <summary>Reading takes that long now and then, and nobody misses anything.</summary>
    private static readonly TimeSpan s_late = TimeSpan.FromSeconds(5);

    private ITimer? _timer;
    private bool _left;
    private Trouble? _trouble;
    private long _seen = long.MaxValue;

    [Inject] private ILedgerHealth Health { get; set; } = null!;
    [Inject] private CallCentreTime Time { get; set; } = null!;
    [Inject] private TimeProvider Clock { get; set; } = null!;
    [Inject] private IJSRuntime Js { get; set; } = null!;

    public void Dispose()
    {
        _left = true;
        _timer?.Dispose();
    }

    protected override void OnInitialized() => _trouble = Find();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _seen = await Js.InvokeAsync<long?>("sipring.recall", SeenKey) ?? 0;
            if (_left)
            {
                return;
            }

            _timer = Clock.CreateTimer(_ => _ = InvokeAsync(Look), null, TimeSpan.Zero, s_interval);
        }
    }

    private void Look()
    {
        var trouble = Find();
        if (trouble != _trouble)
        {
            _trouble = trouble;
            StateHasChanged();
        }
    }

    private async Task HideAsync(long seen)
    {
        _seen = seen;
        _trouble = Find();
        await Js.InvokeVoidAsync("sipring.remember", SeenKey, seen);
    }

    private Trouble? Find()
    {
        var health = Health.Current;
        if (health is { Error: not null, ErrorSince: { } since })
        {
            return new(T["ledger.stalled", Time.TimeOfDay(since)], true, null);
        }

        var late = health.Logs.Where(log => log.BehindSince is { } behind && Clock.GetUtcNow() - behind >= s_late).ToList();
        if (late.Count > 0)
        {
            var mebibytes = late.Sum(log => log.BytesBehind) / 1048576.0;
            var shown = late.Find(log => log.Kind == LogKind.QueueLog)?.LastLine ?? late.Min(log => log.LastLine);
            return new(T["ledger.late", shown is { } last ? Time.DateAndTime(last) : Formats.Dash, mebibytes.ToString("0.0", CultureInfo.CurrentCulture)], true, null);
        }

        if (health.Logs.Any(log => log.Kind == LogKind.Events))
        {
            return new(T["source.notice"], false, null);
        }

        if (health.Leftovers is not { } left)
        {
            return null;
        }

        var unknown = left.Unknown.Values.Sum();
        var count = left.Broken + unknown;
        return count > _seen ? new(T["ledger.leftovers", Formats.Whole(count), Formats.Whole(left.Broken), Formats.Whole(unknown)], false, count) : null;
    }

    /// <param name="Text">For a person.</param>
    /// <param name="Severe">Figures are late now.</param>
    /// <param name="Seen">What to remember once the person has read it; null where only the end of the trouble ends it.</param>
    private sealed record Trouble(string Text, bool Severe, long? Seen);
}
