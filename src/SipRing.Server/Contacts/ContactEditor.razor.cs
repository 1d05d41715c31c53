using Microsoft.AspNetCore.Components;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Contacts;
using SipRing.CallCenter.Contacts.OwnFields;
using SipRing.Server.Shared;
using SipRing.Server.Shared.Forms;

namespace SipRing.Server.Contacts;

/// <summary>One card: added or changed, its calls, who may be the same, and who changed it.</summary>
public sealed partial class ContactEditor
{
    private FormState _state = null!;
    private ContactForm? _form;
    private Contact? _contact;
    private IReadOnlyList<OwnField> _fields = [];
    private IReadOnlyList<Contact> _similar = [];
    private IReadOnlyList<ContactChange> _history = [];
    private bool _mayManage;

    [Inject] private GetContact Get { get; set; } = null!;
    [Inject] private SaveContact Save { get; set; } = null!;
    [Inject] private DeleteContact Delete { get; set; } = null!;
    [Inject] private MergeContacts Merge { get; set; } = null!;
    [Inject] private ReadContactHistory ReadHistory { get; set; } = null!;
    [Inject] private OwnFieldList Fields { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private Outcomes Outcomes { get; set; } = null!;

    [Parameter, EditorRequired] public Actor Actor { get; set; } = null!;

    /// <summary>Null for a new one.</summary>
    [Parameter] public long? Id { get; set; }

    /// <summary>Of a new one, filled in already.</summary>
    [Parameter] public string? Number { get; set; }
    [Parameter, EditorRequired] public string Back { get; set; } = "";
    [Parameter] public string? Find { get; set; }

    private string Title => _contact is not { } contact ? T["directory.add"] : contact.Name.Length > 0 ? contact.Name : T["directory.nameless"];

    private EventCallback MaySave => _mayManage ? EventCallback.Factory.Create(this, SaveAsync) : default;

    protected override async Task OnInitializedAsync()
    {
        _state = new(T);
        _mayManage = Actor.May(Permission.ManageDirectory);
        _fields = await Fields.AllAsync(CancellationToken.None);
        if (Id is { } id)
            await OpenAsync(id);
        else
            _form = ContactForm.New(Number);
    }

    private async Task OpenAsync(long id)
    {
        var found = await Get.HandleAsync(Actor, id, CancellationToken.None);
        if (!found.Succeeded)
        {
            Outcomes.Refused(found.Refusal);
            Navigation.NavigateTo(Back);
            return;
        }

        (_contact, _form) = (found.Value, ContactForm.Of(found.Value));
        _similar = (await Get.SimilarAsync(Actor, id, CancellationToken.None)).Value ?? [];
        _history = (await ReadHistory.HandleAsync(Actor, id, CancellationToken.None)).Value ?? [];
    }

    private async Task SaveAsync()
    {
        Contact? saved = null;
        if (!await _state.RunAsync(async () =>
            {
                var result = await Save.HandleAsync(Actor, new(_form!.ToDraft(), Id, _contact?.Version), CancellationToken.None);
                saved = result.Value;
                return result.Refusal;
            }))
        {
            return;
        }

        Outcomes.Done(T["directory.saved", NameOf(saved!)]);
        // Perhaps somebody has this number or name already: then the card stays open and shows it.
        var similar = (await Get.SimilarAsync(Actor, saved!.Id, CancellationToken.None)).Value ?? [];
        Navigation.NavigateTo(similar.Count > 0 && Id is null ? Urls.Contact(saved.Id, Find) : Back);
    }

    private async Task MergeAsync(Contact other)
    {
        if (await _state.RunAsync(async () => (await Merge.HandleAsync(Actor, Id!.Value, other.Id, CancellationToken.None)).Refusal))
        {
            Outcomes.Done(T["directory.merged", NameOf(other)]);
            await OpenAsync(Id!.Value);
        }
    }

    private async Task OtherAsync(Contact other)
    {
        if (!_similar.Any(c => c.Id == other.Id))
            _similar = [.. _similar, other];
        await InvokeAsync(StateHasChanged);
    }

    private async Task DeleteAsync()
    {
        if (await _state.RunAsync(async () => (await Delete.HandleAsync(Actor, Id!.Value, CancellationToken.None)).Refusal))
        {
            Outcomes.Done(T["directory.deleted", NameOf(_contact!)]);
            Navigation.NavigateTo(Back);
        }
    }

    private static string NameOf(Contact contact) => contact.Name.Length > 0 ? contact.Name : Formats.Phone(contact.Numbers[0].Number);
}
