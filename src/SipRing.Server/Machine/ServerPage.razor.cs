using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;
using SipRing.CallCenter.Access;
using SipRing.Server.Access;
using SipRing.Server.Shared;

namespace SipRing.Server.Machine;

/// <summary>P2: the server at a glance, fresh every few seconds; the dearer checks of the doctor when somebody asks.</summary>
public sealed partial class ServerPage
{
    private static readonly TimeSpan s_lookEvery = TimeSpan.FromSeconds(5);
    private readonly CancellationTokenSource _left = new();
    private ServerFacts? _facts;
    private IReadOnlyList<ServerSection> _sections = [];
    private IReadOnlyList<Pbx.Finding>? _findings;
    private string? _problem;
    private bool _reading;
    private bool _examining;
    private bool _copied;
    private Actor? _actor;
    private ITimer? _timer;

    [Inject] private ReadServer Read { get; set; } = null!;
    [Inject] private IServiceProvider Services { get; set; } = null!;
    [Inject] private CallCentreTime Time { get; set; } = null!;
    [Inject] private TimeProvider Clock { get; set; } = null!;
    [Inject] private IJSRuntime Js { get; set; } = null!;

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = null!;

    public void Dispose()
    {
        _timer?.Dispose();
        _left.Cancel();
        _left.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive || (await Authentication).User.ToActor() is not { } actor)
            return;
        _actor = actor;
        await ReadAsync();
        _timer = Clock.CreateTimer(_ => _ = InvokeAsync(ReadAsync), null, s_lookEvery, s_lookEvery);
        _ = InvokeAsync(ExamineAsync);
    }

    private async Task ReadAsync()
    {
        if (_reading || _left.IsCancellationRequested)
            return;
        _reading = true;
        try
        {
            // Files and programs are asked: not on the way of the page's own events.
            var result = await Task.Run(() => Read.HandleAsync(_actor!, _left.Token));
            (_facts, _problem) = (result.Value ?? _facts, result.Refusal is { } refusal ? refusal.Message : null);
            _sections = _facts is { } facts ? new ServerRows(T, Time).Of(facts) : [];
        }
        catch (Exception) when (_left.IsCancellationRequested)
        {
            return;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _problem = e.Message;
        }
        finally
        {
            _reading = false;
        }

        StateHasChanged();
    }

    private async Task ExamineAsync()
    {
        if (_examining)
            return;
        _examining = true;
        StateHasChanged();
        try
        {
            var findings = Services.GetRequiredService<ServerFindings>();
            _findings = await Task.Run(() => findings.ExamineAsync(_left.Token));
        }
        catch (OperationCanceledException) when (_left.IsCancellationRequested)
        {
            return;
        }
        finally
        {
            _examining = false;
        }

        StateHasChanged();
    }

    private async Task CopyAsync() => _copied = await Js.InvokeAsync<bool>("sipring.copy", ServerText.Of(_facts!, _sections, _findings));
}
