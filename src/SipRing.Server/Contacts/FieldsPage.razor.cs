using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Contacts.OwnFields;
using SipRing.Server.Access;
using SipRing.Server.Shared;
using SipRing.Server.Shared.Forms;

namespace SipRing.Server.Contacts;

/// <summary>The fields that this call centre keeps of its contacts beside the usual ones.</summary>
public sealed partial class FieldsPage
{
    private FormState _state = null!;
    private Actor? _actor;
    private IReadOnlyList<OwnField>? _fields;
    private FieldForm? _form;
    private string? _open;
    private int _values;

    [Inject] private OwnFieldList List { get; set; } = null!;
    [Inject] private SaveOwnField Save { get; set; } = null!;
    [Inject] private DeleteOwnField Delete { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private Outcomes Outcomes { get; set; } = null!;

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = null!;

    /// <summary>The id of a field, or <c>new</c>.</summary>
    [SupplyParameterFromQuery(Name = "edit")] private string? Edit { get; set; }

    private int? Id => int.TryParse(Edit, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private IReadOnlyList<(OwnFieldKind, string)> Kinds => [.. Enum.GetValues<OwnFieldKind>().Select(k => (k, T[ContactWordKeys.Of(k)].Value))];

    protected override async Task OnParametersSetAsync()
    {
        _actor ??= (await Authentication).User.ToActor();
        _fields ??= await List.AllAsync(CancellationToken.None);
        if (_open == Edit)
        {
            return;
        }

        (_open, _state, _form) = (Edit, new(T), null);
        if (Edit == "new")
        {
            _form = new() { Place = _fields.Count == 0 ? 0 : _fields.Max(f => f.Place) + 1 };
        }
        else if (_fields.FirstOrDefault(f => f.Id == Id) is { } field)
        {
            _values = (await Delete.CountAsync(_actor!, field.Id, CancellationToken.None)).Value;
            _form = new() { Name = field.Name, Kind = field.Kind, Choices = string.Join('\n', field.Choices), Place = field.Place };
        }
    }

    private async Task SaveAsync()
    {
        var field = new OwnField(Id ?? 0, _form!.Name, _form.Kind, _form.Choices.Split('\n'), _form.Place ?? 0);
        if (await _state.RunAsync(async () => (await Save.HandleAsync(_actor!, field, CancellationToken.None)).Refusal))
        {
            await BackAsync(T["directory.field-saved", field.Name.Trim()]);
        }
    }

    private async Task DeleteAsync()
    {
        if (await _state.RunAsync(async () => (await Delete.HandleAsync(_actor!, Id!.Value, CancellationToken.None)).Refusal))
        {
            await BackAsync(T["directory.field-deleted", _form!.Name]);
        }
    }

    private async Task BackAsync(string done)
    {
        Outcomes.Done(done);
        _fields = await List.AllAsync(CancellationToken.None);
        Navigation.NavigateTo(Urls.DirectoryFields);
    }

    private sealed class FieldForm
    {
        public string Name { get; set; } = "";
        public OwnFieldKind Kind { get; set; }
        public string Choices { get; set; } = "";
        public int? Place { get; set; }
    }
}
