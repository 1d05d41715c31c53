using Microsoft.AspNetCore.Components;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Trunks;
using SipRing.CallCenter.Pbx.Versions;
using SipRing.Server.Shared;
using SipRing.Server.Shared.Forms;

namespace SipRing.Server.Pbx.Trunks;

/// <summary>One trunk: added or changed. Its secret is shown to who asks for it, and that is written down.</summary>
public sealed partial class TrunkEditor
{
    private const string New = "new";

    private FormState _state = null!;
    private TrunkForm? _form;
    private Trunk? _trunk;
    private PbxPreview? _preview;
    private bool _hasSecret;
    private string? _shown;

    [Inject] private SaveTrunk Save { get; set; } = null!;
    [Inject] private CheckTrunk Check { get; set; } = null!;
    [Inject] private ShowTrunkSecret Secret { get; set; } = null!;
    [Inject] private RemovePbxItem Remove { get; set; } = null!;
    [Inject] private PbxDirectory Configuration { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private Outcomes Outcomes { get; set; } = null!;

    [Parameter, EditorRequired] public Actor Actor { get; set; } = null!;

    /// <summary>Or <see cref="New"/>.</summary>
    [Parameter, EditorRequired] public string Id { get; set; } = "";

    /// <summary>How it is now; null where Asterisk does not say.</summary>
    [Parameter] public TrunkState? State { get; set; }

    /// <summary>It was asked to answer: its state may be another one.</summary>
    [Parameter] public EventCallback Checked { get; set; }

    private bool IsNew => Id == New;

    private IReadOnlyList<(TrunkKind, string)> Kinds => [.. Enum.GetValues<TrunkKind>().Select(k => (k, T[TrunkWords.Of(k)].Value))];

    private static IReadOnlyList<(TrunkTransport, string)> Transports => [.. Enum.GetValues<TrunkTransport>().Select(t => (t, t.ToString().ToUpperInvariant()))];

    protected override async Task OnInitializedAsync()
    {
        _state = new(T);
        if (IsNew)
        {
            _form = new(new() { Id = "", Name = "", Host = "" });
            return;
        }

        var pbx = await Configuration.CurrentAsync(CancellationToken.None);
        if (pbx.Trunks.TryGet(Id, out _trunk))
        {
            _form = new(_trunk);
            _hasSecret = pbx.SecretOf(PbxKind.Trunk, Id) is not null;
        }
        else
        {
            Outcomes.Refused(RemovePbxItem.Unknown(PbxKind.Trunk, Id));
            Navigation.NavigateTo(Urls.Trunks);
        }
    }

    private Trunk Typed => _form!.ToTrunk(IsNew ? "" : Id);

    private async Task SaveAsync()
    {
        if (await _state.RunAsync(async () => (await Save.HandleAsync(Actor, Typed, _form!.NewSecret, CancellationToken.None)).Refusal))
        {
            Outcomes.Done(T["trunk.saved", _form!.Name]);
            Navigation.NavigateTo(Urls.Trunks);
        }
    }

    private Task PreviewAsync() => _state.RunAsync(async () =>
    {
        var preview = await Save.PreviewAsync(Actor, Typed, _form!.NewSecret, CancellationToken.None);
        _preview = preview.Value;
        return preview.Refusal;
    });

    private async Task CheckAsync()
    {
        if (await _state.RunAsync(async () => (await Check.HandleAsync(Actor, Id, CancellationToken.None)).Refusal))
        {
            await Checked.InvokeAsync();
        }
    }

    private async Task ShowSecretAsync()
    {
        var secret = await Secret.HandleAsync(Actor, Id, CancellationToken.None);
        _shown = secret.Value;
        if (secret.Refusal is { } refusal)
        {
            Outcomes.Refused(refusal);
        }
    }

    private async Task DeleteAsync()
    {
        if (await _state.RunAsync(async () => (await Remove.HandleAsync(Actor, PbxKind.Trunk, Id, CancellationToken.None)).Refusal))
        {
            Outcomes.Done(T["trunk.deleted", _form!.Name]);
            Navigation.NavigateTo(Urls.Trunks);
        }
    }
}
