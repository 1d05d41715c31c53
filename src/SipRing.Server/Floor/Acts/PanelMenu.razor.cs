using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Agents.Pauses;
using SipRing.CallCenter.Calls;
using SipRing.CallCenter.Contacts;
using SipRing.CallCenter.Floor;
using SipRing.Server.Calls;
using SipRing.Server.Shared;

namespace SipRing.Server.Floor.Acts;

/// <summary>
/// What may be done to one subject. Its items are those of the moment at which it opened: nothing moves away under a pointer that is
/// about to choose.
/// </summary>
public sealed partial class PanelMenu
{
    private IReadOnlyList<MenuItem> _items = [];
    private IReadOnlyList<PauseReason> _reasons = [];
    private IReadOnlyList<Agent> _agents = [];
    private ElementReference _box;
    private MenuStep? _step;
    private ListenMode _mode;
    private bool _placed;
    private bool _done;

    [Parameter, EditorRequired]
    public PanelSubject Subject { get; set; } = null!;

    [Parameter, EditorRequired]
    public FloorSnapshot Floor { get; set; } = null!;

    [Parameter, EditorRequired]
    public Actor Actor { get; set; } = null!;

    /// <summary>The queue on which a phone was dropped that nobody is logged in at: the menu begins with the question who.</summary>
    [Parameter]
    public string? Queue { get; set; }

    [Parameter, EditorRequired]
    public string OwnPhone { get; set; } = "";

    /// <summary>The own phone, typed on the way; false where it was refused.</summary>
    [Parameter, EditorRequired]
    public Func<string, Task<bool>> OwnPhoneGiven { get; set; } = null!;

    [Parameter]
    public EventCallback Closed { get; set; }

    [Inject]
    private PanelActs Acts { get; set; } = null!;

    [Inject]
    private ListAgents ListAgents { get; set; } = null!;

    [Inject]
    private ListPauseReasons ListReasons { get; set; } = null!;

    [Inject]
    private Dialler Dialler { get; set; } = null!;

    [Inject]
    private ICallerNames Names { get; set; } = null!;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    private IReadOnlyList<(string Number, string Name)> All => [.. Floor.Queues.Values.Select(q => (q.Number, q.Name))];

    private IReadOnlyList<(string Number, string Name)> Own => [.. All.Where(q => Subject.Queues.Contains(q.Number))];

    private IReadOnlyList<(string Number, string Name)> Others => [.. All.Where(q => !Subject.Queues.Contains(q.Number))];

    private IReadOnlyList<(string Number, string Name)> Phones => [.. Floor.Extensions.Values.Select(x => (x.Number, x.AgentName ?? x.Name))];

    private IReadOnlyList<(string Number, string Name)> Numbers => [.. All.Concat(Phones)];

    private string StepTitle => _step switch
    {
        MenuStep.AddToQueues => T["menu.title-add", Subject.Title],
        MenuStep.RemoveFromQueues => T["menu.title-remove", Subject.Title],
        MenuStep.Pause => T["menu.title-pause", Subject.Title],
        MenuStep.LogIn => Queue is null ? T["menu.title-log-in", Subject.Title] : T["menu.title-log-in-queue", Subject.Title, Queue],
        MenuStep.Transfer => T["menu.title-transfer", Subject.Title],
        MenuStep.LogOut => T["menu.title-log-out", Subject.Title],
        MenuStep.HangUp => T["menu.title-hang-up", Subject.Title],
        MenuStep.OwnPhone => T["menu.title-own-phone"],
        null => "",
    };

    protected override async Task OnInitializedAsync()
    {
        _items = [.. Offers()];
        if (Queue is not null)
            await BeginAsync(MenuStep.LogIn);
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_placed || _done)
            return;
        _placed = true;
        await Js.InvokeVoidAsync("sipring.panel.place", _box);
    }

    private IEnumerable<MenuItem> Offers()
    {
        var members = Actor.May(Permission.ManageMembers);
        if (Subject.Kind == SubjectKind.Phone && members)
        {
            if (Subject.AgentId is null && Subject.Queues.Count == 0)
                yield return new('I', T["menu.log-in"], MenuStep.LogIn);
            if (Subject.AgentId is not null && Others.Count > 0)
                yield return new('A', T["menu.add"], MenuStep.AddToQueues);
            if (Subject.Queues.Count > 0)
                yield return new('R', T["menu.remove"], MenuStep.RemoveFromQueues);
            if (Subject.AgentId is not null && (Subject.PausedIn.Count < Subject.Queues.Count || Subject.WrapsUp))
                yield return new('P', T["menu.pause"], MenuStep.Pause);
            if (Subject.WrapsUp)
            {
                yield return new('E', T["menu.end-wrap-up"], Act: () => Acts.EndWrapUpAsync(Actor, Subject));
                yield return new('M', T["menu.extend-wrap-up"], Act: () => Acts.ExtendWrapUpAsync(Actor, Subject));
            }

            if (Subject.AgentId is not null && Subject.PausedIn.Count > 0 && !Subject.WrapsUp)
                yield return new('U', T["menu.resume"], Act: () => Acts.PauseAsync(Actor, Subject, null, false, null));
            if (Subject.AgentId is not null && Subject.PausedIn.Count is > 0 and < 3 && Subject.Queues.Count > 1 && !Subject.WrapsUp)
            {
                foreach (var (queue, i) in Subject.PausedIn.Select((queue, i) => (queue, i)))
                    yield return new((char)('1' + i), T["menu.resume-in", queue], Act: () => Acts.PauseAsync(Actor, Subject, queue, false, null));
            }

            if (Subject.AgentId is not null && Subject.Queues.Count > 0)
                yield return new('X', T["menu.log-out"], MenuStep.LogOut);
        }

        if (Subject is { Kind: SubjectKind.Phone, CallId: not null } && Actor.May(Permission.ListenToCalls))
        {
            yield return new('L', T["menu.listen"], Mode: ListenMode.Listen);
            yield return new('W', T["menu.whisper"], Mode: ListenMode.Whisper);
        }

        if (Subject.CallId is not null && Actor.May(Permission.ControlCalls))
        {
            if (Subject.Kind == SubjectKind.Phone)
                yield return new('B', T["menu.barge"], Mode: ListenMode.Barge);
            yield return new('T', Subject.Kind == SubjectKind.Phone ? T["menu.transfer"] : T["menu.pull"], MenuStep.Transfer);
            yield return new('H', T["menu.hang-up"], MenuStep.HangUp);
        }

        if (Subject.Number is { } number)
        {
            if (Actor.May(Permission.PlaceCalls) && DialledNumber.Check(number).Succeeded)
                yield return new('D', T["dial.call-to", Formats.Phone(number)], Act: () => DialAsync(number));
            if (Names.Find(number) is { } known && Actor.May(Permission.SeeDirectory))
                yield return new('K', T["menu.contact", known.Name], Url: Urls.Contact(known.ContactId));
            else if (Actor.May(Permission.ManageDirectory) && NumberForms.Digits(number).Length > NumberForms.LongestInternal)
                yield return new('K', T["directory.add-number", Formats.Phone(number)], Url: Urls.NewContact(number));
        }

        if (Subject.AgentId is { } id && Actor.May(Permission.SeeReports))
            yield return new('C', T["menu.calls"], Url: Urls.QueueReport(new() { Agents = [id] }));
    }

    private Task DialAsync(string number)
    {
        Dialler.Call(number);
        return Task.CompletedTask;
    }

    private Task ChooseAsync(MenuItem item) => item switch
    {
        { Mode: { } mode } => ListenAsync(mode),
        { Step: { } step } => BeginAsync(step),
        { Act: { } act } => DoAsync(act),
        _ => Task.CompletedTask,
    };

    private async Task BeginAsync(MenuStep step)
    {
        if (step == MenuStep.Pause)
            _reasons = (await ListReasons.HandleAsync(Actor, default)).Value ?? [];
        if (step == MenuStep.LogIn)
            _agents = (await ListAgents.HandleAsync(Actor, default)).Value ?? [];
        (_step, _placed) = (step, false);
    }


    /// <summary>Whose own phone is not known is asked for it on the way.</summary>
    private Task ListenAsync(ListenMode mode)
    {
        _mode = mode;
        return OwnPhone.Length > 0 ? DoAsync(() => Acts.ListenAsync(Actor, Subject, OwnPhone, mode)) : BeginAsync(MenuStep.OwnPhone);
    }

    private async Task RememberPhoneAsync(string phone)
    {
        if (await OwnPhoneGiven(phone))
            await DoAsync(() => Acts.ListenAsync(Actor, Subject, phone, _mode));
    }

    /// <summary>Closes first: what the act says is read at the foot of the page, and a second click finds nothing to press.</summary>
    private async Task DoAsync(Func<Task> act)
    {
        if (_done)
            return;
        var running = act();
        await CloseAsync();
        await running;
    }

    private async Task CloseAsync()
    {
        _done = true;
        await Js.InvokeVoidAsync("sipring.panel.leave");
        await Closed.InvokeAsync();
    }

    private async Task OnKeyAsync(KeyboardEventArgs key)
    {
        if (key.Key is "Escape" or "Tab" && (_step is null || key.Key == "Escape"))
            await CloseAsync();
        else if (_step is null && !key.CtrlKey && !key.AltKey && !key.MetaKey
            && _items.FirstOrDefault(i => key.Code == "Key" + i.Letter || key.Code == "Digit" + i.Letter) is { Url: null } item)
            await ChooseAsync(item);
    }
}
