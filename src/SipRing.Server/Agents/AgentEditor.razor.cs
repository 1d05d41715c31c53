using System.Globalization;
using Microsoft.AspNetCore.Components;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Common;
using SipRing.Server.Shared;
using SipRing.Server.Shared.Forms;

namespace SipRing.Server.Agents;

/// <summary>One operator: added, changed, dismissed, taken back. A PIN is shown once, right after it was made or typed.</summary>
public sealed partial class AgentEditor
{
    public const string New = "new";

    private FormState _state = null!;
    private AgentForm? _form;
    private AgentCard? _card;
    private PinSlip? _slip;
    private WebLoginFields? _login;
    private Departments.DepartmentField? _department;

    [Inject] private ListAgentCards Cards { get; set; } = null!;
    [Inject] private CreateAgent Create { get; set; } = null!;
    [Inject] private ChangeAgent Change { get; set; } = null!;
    [Inject] private ResetPin ResetPin { get; set; } = null!;
    [Inject] private RemoveAgent Remove { get; set; } = null!;
    [Inject] private RestoreAgent Restore { get; set; } = null!;
    [Inject] private LogOutEverywhere LogOut { get; set; } = null!;
    [Inject] private PinSlips Slips { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private Outcomes Outcomes { get; set; } = null!;

    [Parameter, EditorRequired] public Actor Actor { get; set; } = null!;

    /// <summary>Or <see cref="New"/>.</summary>
    [Parameter, EditorRequired] public string Id { get; set; } = "";
    [Parameter, EditorRequired] public string Back { get; set; } = "";

    /// <summary>The list has to be read again.</summary>
    [Parameter] public EventCallback Changed { get; set; }

    private bool IsNew => Id == New;

    protected override async Task OnInitializedAsync()
    {
        _state = new(T);
        if (IsNew)
        {
            _form = new() { Pin = PinPolicy.Make() };
            return;
        }

        await ReadAsync();
    }

    private async Task ReadAsync()
    {
        var id = int.TryParse(Id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var found = await Cards.FindAsync(Actor, id, CancellationToken.None);
        if (!found.Succeeded)
        {
            Outcomes.Refused(found.Refusal);
            Navigation.NavigateTo(Back);
            return;
        }

        _card = found.Value;
        _form ??= new() { Name = _card.Agent.Name };
    }

    private async Task RefreshAsync()
    {
        await ReadAsync();
        await Changed.InvokeAsync();
    }

    private Task SaveAsync() => _card switch
    {
        null => AddAsync(),
        { DismissedAt: null } card => ChangeAsync(card),
        _ => Task.CompletedTask,
    };

    private async Task AddAsync()
    {
        var (pin, added) = (_form!.Pin.Trim(), (Agent?)null);
        if (!await _state.RunAsync(async () =>
        {
            var result = await Create.HandleAsync(Actor, new(_form.Name, pin, _form.Id), CancellationToken.None);
            added = result.Value;
            return result.Refusal;
        }))
        {
            return;
        }

        await PlaceAsync(added!.Id);

        // Empty again for the next one; the PIN of this one stays to be read.
        Show(new(added.Id, added.Name, pin));
        _form = new() { Pin = PinPolicy.Make() };
        Outcomes.Done(T["agents.added", added.Name]);
        await Changed.InvokeAsync();
    }

    private async Task PlaceAsync(int agent)
    {
        if (_department is not null && await _department.SaveAsync(agent) is { } refusal)
        {
            Outcomes.Refused(refusal);
        }
    }

    private async Task ChangeAsync(AgentCard card)
    {
        var pin = _form!.Pin.Trim() is { Length: > 0 } typed ? typed : null;
        if (!await _state.RunAsync(async () => (await Change.HandleAsync(Actor, new(card.Agent.Id, _form.Name, pin), CancellationToken.None)).Refusal))
        {
            return;
        }

        await PlaceAsync(card.Agent.Id);
        Outcomes.Done(T["agents.saved", _form.Name]);
        if (pin is not null)
        {
            Show(new(card.Agent.Id, _form.Name.Trim(), pin));
            _form.Pin = "";
        }

        // Enter in that field means it too.
        var login = _login is { Typed: true } fields ? fields : null;
        if (login is not null)
        {
            await login.GiveAsync();
        }

        await RefreshAsync();
        if (pin is null && login is null)
        {
            Navigation.NavigateTo(Back);
        }
    }

    private Task NewPinAsync() => GiveAsync(() => ResetPin.HandleAsync(Actor, _card!.Agent.Id, CancellationToken.None), "agents.pin-reset");

    private Task RestoreAsync() => GiveAsync(() => Restore.HandleAsync(Actor, _card!.Agent.Id, CancellationToken.None), "agents.restored");

    private async Task GiveAsync(Func<Task<Result<PinSlip>>> make, string done)
    {
        if (await _state.RunAsync(async () =>
        {
            var made = await make();
            if (made.Succeeded)
            {
                Show(made.Value);
            }

            return made.Refusal;
        }))
        {
            Outcomes.Done(T[done, _card!.Agent.Name]);
            await RefreshAsync();
        }
    }

    private async Task DismissAsync()
    {
        if (!await _state.RunAsync(async () => (await Remove.HandleAsync(Actor, _card!.Agent.Id, CancellationToken.None)).Refusal))
        {
            return;
        }

        Slips.Forget(_card!.Agent.Id);
        Outcomes.Done(T["agents.was-dismissed", _card.Agent.Name]);
        await Changed.InvokeAsync();
        Navigation.NavigateTo(Back);
    }

    private async Task LogOutAsync()
    {
        if (await _state.RunAsync(async () => (await LogOut.HandleAsync(Actor, _card!.Agent.Id, CancellationToken.None)).Refusal))
        {
            Outcomes.Done(T["done.logged-out", _card!.Agent.Name]);
        }

        await RefreshAsync();
    }

    private void Show(PinSlip slip)
    {
        Slips.Add(slip);
        _slip = slip;
    }
}
