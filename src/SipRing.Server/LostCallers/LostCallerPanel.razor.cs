using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Contacts;
using SipRing.CallCenter.LostCallers;
using SipRing.Server.Shared;
using SipRing.Server.Shared.Forms;

namespace SipRing.Server.LostCallers;

/// <summary>The story of one lost caller and the acts on him.</summary>
public sealed partial class LostCallerPanel
{
    private FormState _state = null!;
    private string _note = "";
    private string? _noteShown;
    private LostCallerEnd _reason = LostCallerEnd.ReachedOtherwise;

    [Inject] private TakeLostCaller Taking { get; set; } = null!;
    [Inject] private ReleaseLostCaller Releasing { get; set; } = null!;
    [Inject] private CloseLostCaller Closing { get; set; } = null!;
    [Inject] private ReopenLostCaller Reopening { get; set; } = null!;
    [Inject] private NoteLostCaller Noting { get; set; } = null!;
    [Inject] private ICallerNames Names { get; set; } = null!;
    [Inject] private CallCentreTime Time { get; set; } = null!;
    [Inject] private Outcomes Outcomes { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    /// <summary>Null: there is no such caller any more.</summary>
    [Parameter]
    public GetLostCaller.Story? Story { get; set; }

    [Parameter, EditorRequired]
    public Actor Actor { get; set; } = null!;

    /// <summary>He is in a call now.</summary>
    [Parameter]
    public bool OnLine { get; set; }

    /// <summary>The list without this story.</summary>
    [Parameter, EditorRequired]
    public string Back { get; set; } = "";

    [Parameter]
    public EventCallback Acted { get; set; }

    private string Title => Story is not { Caller: var caller } ? T["lost-callers"]
        : caller.Number.Length == 0 ? T["lost-callers.no-number"]
        : Names.Find(caller.Number) is { } name ? $"{Formats.Phone(caller.Number)} {name.Text}" : Formats.Phone(caller.Number);

    protected override void OnInitialized() => _state = new(T);

    protected override void OnParametersSet()
    {
        // A note that somebody else left meanwhile is shown, unless one is being written here.
        if (Story is { Caller.Note: var note } && (_noteShown is null || _note == _noteShown))
            _note = note ?? "";
        _noteShown = Story?.Caller.Note ?? "";
    }

    private Task TakeAsync() => ActAsync("lost-callers.taken-done", id => Taking.HandleAsync(Actor, id, null, CancellationToken.None));

    private Task ReleaseAsync() => ActAsync("lost-callers.released-done", id => Releasing.HandleAsync(Actor, id, CancellationToken.None));

    private Task ReopenAsync() => ActAsync("lost-callers.reopened-done", id => Reopening.HandleAsync(Actor, id, CancellationToken.None));

    private Task CloseAsync() => ActAsync(
        "lost-callers.closed-done", id => Closing.HandleAsync(Actor, id, new(_reason, _note, Story!.Caller.LastAt), CancellationToken.None));

    private Task NoteAsync() => ActAsync("lost-callers.note-done", id => Noting.HandleAsync(Actor, id, _note, CancellationToken.None));

    private async Task ActAsync(string done, Func<long, Task<Result<LostCaller>>> act)
    {
        var caller = Story!.Caller;
        if (await _state.RunAsync(async () => (await act(caller.Id)).Refusal))
        {
            _noteShown = null;
            Outcomes.Done(T[done, caller.Number.Length > 0 ? Formats.Phone(caller.Number) : T["lost-callers.no-number"].Value]);
        }

        await Acted.InvokeAsync();
    }

    private void OnKey(KeyboardEventArgs key)
    {
        if (key.Key == "Escape")
            Navigation.NavigateTo(Back);
    }
}
