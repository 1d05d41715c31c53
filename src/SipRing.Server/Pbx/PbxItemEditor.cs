using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Versions;
using SipRing.Server.Resources;
using SipRing.Server.Shared;
using SipRing.Server.Shared.Forms;

namespace SipRing.Server.Pbx;

/// <summary>
/// The form beside the list of one kind of thing that the PBX has: opened with it or with a new one, saved, previewed as a diff, deleted.
/// Whatever is done leads back to the list.
/// </summary>
public abstract class PbxItemEditor<TItem> : CulturedComponent
    where TItem : class
{
    private const string New = "new";

    /// <summary>"new" for one that is not there yet.</summary>
    [Parameter, EditorRequired] public string Id { get; set; } = "";
    [Parameter, EditorRequired] public Actor Actor { get; set; } = null!;

    [Inject] private ReadPbx Read { get; set; } = null!;
    [Inject] private RemovePbxItem Remove { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private Outcomes Outcomes { get; set; } = null!;
    [Inject] private IStringLocalizer<Texts> Texts { get; set; } = null!;

    protected bool IsNew => Id == New;

    protected FormState State { get; private set; } = null!;

    protected PbxPreview? Preview { get; private set; }

    /// <summary>As it was when the form was opened.</summary>
    protected PbxConfiguration Configuration { get; private set; } = PbxConfiguration.Empty;

    protected abstract PbxKind Kind { get; }

    /// <summary>Where the list is.</summary>
    protected abstract string List { get; }

    /// <summary>The texts that say that it was saved, and deleted.</summary>
    protected abstract (string Saved, string Deleted) Told { get; }

    /// <summary>As it stands in the form.</summary>
    protected abstract string Name { get; }

    /// <summary>Fills the form.</summary>
    /// <returns>False where there is no such thing.</returns>
    protected abstract bool Open();

    /// <summary>What stands in the form, or what is wrong with it.</summary>
    protected abstract Result<TItem> Typed();

    protected abstract Task<Refusal?> StoreAsync(TItem item);

    protected abstract Task<Result<PbxPreview>> CompareAsync(TItem item);

    protected override async Task OnInitializedAsync()
    {
        State = new(Texts);
        Configuration = (await Read.HandleAsync(Actor, CancellationToken.None)).Value ?? Configuration;
        if (!Open())
        {
            Outcomes.Refused(RemovePbxItem.Unknown(Kind, Id));
            Navigation.NavigateTo(List);
        }
    }

    protected async Task SaveAsync()
    {
        var typed = Typed();
        if (await State.RunAsync(async () => typed.Succeeded ? await StoreAsync(typed.Value) : typed.Refusal))
        {
            Leave(Told.Saved);
        }
    }

    protected Task PreviewAsync() => State.RunAsync(async () =>
    {
        var typed = Typed();
        if (!typed.Succeeded)
        {
            return typed.Refusal;
        }

        var preview = await CompareAsync(typed.Value);
        Preview = preview.Value;
        return preview.Refusal;
    });

    protected async Task DeleteAsync()
    {
        if (await State.RunAsync(async () => (await Remove.HandleAsync(Actor, Kind, Id, CancellationToken.None)).Refusal))
        {
            Leave(Told.Deleted);
        }
    }

    private void Leave(string done)
    {
        Outcomes.Done(Texts[done, Name]);
        Navigation.NavigateTo(List);
    }
}
