using Microsoft.AspNetCore.Components;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Routes;
using SipRing.CallCenter.Pbx.Versions;
using SipRing.Server.Shared;
using SipRing.Server.Shared.Forms;

namespace SipRing.Server.Pbx;

/// <summary>One phone: added or changed. Its secret is shown once, right after it was made.</summary>
public sealed partial class ExtensionEditor
{
    public const string New = "new";

    private FormState _state = null!;
    private ExtensionForm? _form;
    private PbxPreview? _preview;
    private Departments.DepartmentField? _department;
    private (string Number, string Secret)? _secret;
    private IReadOnlyList<OutgoingRoute> _routes = [];

    [Inject] private GetExtension Get { get; set; } = null!;
    [Inject] private SaveExtension Save { get; set; } = null!;
    [Inject] private DeleteExtension Delete { get; set; } = null!;
    [Inject] private PbxDirectory Configuration { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private Outcomes Outcomes { get; set; } = null!;

    [Parameter, EditorRequired] public Actor Actor { get; set; } = null!;

    /// <summary>Or <see cref="New"/>.</summary>
    [Parameter, EditorRequired] public string Number { get; set; } = "";
    [Parameter, EditorRequired] public string Back { get; set; } = "";
    [Parameter] public string? Find { get; set; }

    private bool IsNew => Number == New;

    private IReadOnlyList<(string, string)> Languages => [("", T["pbx.language-default"]), ("ru", T["pbx.language-ru"]), ("en", T["pbx.language-en"])];

    protected override async Task OnInitializedAsync()
    {
        _state = new(T);
        _routes = [.. (await Configuration.CurrentAsync(CancellationToken.None)).OutgoingRoutes];
        if (IsNew)
        {
            _form = new();
            return;
        }

        var found = await Get.HandleAsync(Actor, Number, CancellationToken.None);
        if (found.Succeeded)
        {
            _form = ExtensionForm.Of(found.Value);
        }
        else
        {
            Outcomes.Refused(found.Refusal);
            Navigation.NavigateTo(Back);
        }
    }

    private async Task SaveAsync()
    {
        var made = IsNew && _form!.Secret.Length == 0 ? PhoneSecret.Make() : null;
        var request = _form!.ToRequest(IsNew ? _form.Number.Trim() : Number, made, onlyNew: IsNew);
        if (!await _state.RunAsync(async () => (await Save.HandleAsync(Actor, request, CancellationToken.None)).Refusal))
        {
            ShowWhereSaved(request.Number, request.Secret);
            return;
        }

        _preview = null;
        if (_department is not null && await _department.SaveAsync(request.Number) is { } refusal)
        {
            Outcomes.Refused(refusal);
        }

        Outcomes.Done(T["pbx.extension-saved", request.Number]);
        if (request.Secret is { } secret)
        {
            Show(request.Number, secret);
        }
        else
        {
            Navigation.NavigateTo(Back);
        }
    }

    private async Task RenewAsync()
    {
        var secret = PhoneSecret.Make();
        if (await _state.RunAsync(async () => (await Save.HandleAsync(Actor, new(Number, _form!.Name, secret), CancellationToken.None)).Refusal))
        {
            Outcomes.Done(T["pbx.secret-made", Number]);
            Show(Number, secret);
        }
        else
        {
            ShowWhereSaved(Number, secret);
        }
    }

    // Asterisk is away and takes it up later: the secret holds, and nobody could read it then.
    private void ShowWhereSaved(string number, string? secret)
    {
        if (secret is not null && _state.Refusal?.Id == PbxChanges.SavedWhileAway)
        {
            Show(number, secret);
        }
    }

    // The form is empty again for the next phone; the secret of this one stays to be read.
    private void Show(string number, string secret)
    {
        _secret = (number, secret);
        _form = IsNew ? new() : _form;
        _form!.Secret = "";
    }

    private async Task PreviewAsync()
    {
        var secret = IsNew && _form!.Secret.Length == 0 ? PhoneSecret.Make() : null;
        var request = _form!.ToRequest(IsNew ? _form.Number.Trim() : Number, secret, onlyNew: IsNew);
        await _state.RunAsync(async () =>
        {
            var preview = await Save.PreviewAsync(Actor, request, CancellationToken.None);
            _preview = preview.Value;
            return preview.Refusal;
        });
    }

    private async Task DeleteAsync()
    {
        if (await _state.RunAsync(async () => (await Delete.HandleAsync(Actor, Number, CancellationToken.None)).Refusal))
        {
            Outcomes.Done(T["pbx.extension-deleted", Number]);
            Navigation.NavigateTo(Back);
        }
    }
}
