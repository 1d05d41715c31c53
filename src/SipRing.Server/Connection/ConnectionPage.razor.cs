using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Connection;
using SipRing.Server.Access;
using SipRing.Server.Shared;
using SipRing.Server.Shared.Forms;

namespace SipRing.Server.Connection;

/// <summary>How an existing PBX is reached: entered, tried step by step, used.</summary>
public sealed partial class ConnectionPage : IDisposable
{
    private readonly List<ConnectionFinding> _findings = [];
    private FormState _form = null!;
    private ConnectionModel _model = null!;
    private StoredConnection _stored = null!;
    private CancellationTokenSource? _stopping;
    private bool _testing;
    private bool _tested;

    [Inject] private GetConnection Get { get; set; } = null!;
    [Inject] private SaveConnection Save { get; set; } = null!;
    [Inject] private TestConnection Test { get; set; } = null!;
    [Inject] private ChoosePbx Choose { get; set; } = null!;
    [Inject] private Outcomes Outcomes { get; set; } = null!;

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = null!;

    public void Dispose() => Stop();

    protected override async Task OnInitializedAsync()
    {
        _form = new(T);
        _stored = Get.Handle(await ActorAsync()).Value!;
        _model = ConnectionModel.Of(_stored.Values);
    }

    private async Task<Actor> ActorAsync() => (await Authentication).User.ToActor()!;

    private void Stop() => _stopping?.Cancel();

    private async Task TestAsync()
    {
        _findings.Clear();
        (_tested, _testing) = (false, true);
        _stopping?.Dispose();
        _stopping = new();
        try
        {
            IAsyncEnumerable<ConnectionFinding>? findings = null;
            var actor = await ActorAsync();
            await _form.RunAsync(async () =>
            {
                var begun = await Test.BeginAsync(actor, _model.ToValues(), _stopping.Token);
                findings = begun.Value;
                return begun.Refusal;
            });
            if (findings is null)
                return;
            await foreach (var finding in findings.WithCancellation(_stopping.Token))
            {
                _findings.Add(finding);
                // The key that a host shows for the first time goes into the form, to be looked at and saved.
                if (finding.Id == "host-key-new")
                    _model.SftpHostKey = (string)finding.Arguments[0];
                StateHasChanged();
            }

            _tested = true;
        }
        catch (OperationCanceledException)
        {
            // The person, or the end of the page, stopped it; what was found stays.
        }
        finally
        {
            _testing = false;
        }
    }

    private async Task SaveAsync()
    {
        var actor = await ActorAsync();
        if (await _form.RunAsync(async () => (await Save.HandleAsync(actor, _model.ToValues(), CancellationToken.None)).Refusal))
            Outcomes.Done(T["connection.saved"]);
    }

    private async Task TakeOwnAsync()
    {
        var actor = await ActorAsync();
        Refusal? refusal = null;
        await _form.RunAsync(async () => refusal = (await Choose.TakeOwnAsync(actor, _model.AdministratorNumber, CancellationToken.None)).Refusal);
        if (refusal is null)
            Outcomes.Done(T["connection.saved"]);
    }
}
