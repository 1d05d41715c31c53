using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Contacts;
using SipRing.CallCenter.Departments;
using SipRing.CallCenter.Floor;
using SipRing.Server.Access;
using SipRing.Server.Shared;

namespace SipRing.Server.Floor;

public sealed partial class PanelPage
{
    private FloorSnapshot _snapshot = null!;
    private FloorSnapshot? _narrowed;
    private string? _narrowedTo;
    private IReadOnlyList<Department> _departments = [];
    private Department? _department;
    private PanelFigures _figures = null!;
    private FloorQueue? _queue;
    private PanelLayout? _layout;
    private ClaimsPrincipal _user = null!;
    private Actor? _actor;
    private string _ownPhone = "";
    private bool _canManage;
    private bool _canControl;

    /// <summary>The queue whose callers and operators are shown; without it those of all.</summary>
    [SupplyParameterFromQuery(Name = "queue")]
    private string? Queue { get; set; }

    /// <summary>The department whose people and queues are shown; without it all that the person may see.</summary>
    [SupplyParameterFromQuery(Name = "department")]
    private string? DepartmentId { get; set; }

    [SupplyParameterFromQuery(Name = "state")]
    private string? State { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    private string? Sort { get; set; }

    /// <summary>The phone that somebody looked for.</summary>
    [SupplyParameterFromQuery(Name = "phone")]
    private string? Phone { get; set; }

    /// <summary>Phones are filtered by number or name.</summary>
    [SupplyParameterFromQuery(Name = "find")]
    private string? Find { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = null!;

    [Inject]
    private CallCentreTime Time { get; set; } = null!;

    [Inject]
    private WatchFloor Watch { get; set; } = null!;

    [Inject]
    private DepartmentBook Book { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private PanelLayouts Layouts { get; set; } = null!;

    [Inject]
    private ICallerNames Names { get; set; } = null!;

    [Inject]
    private IJSRuntime Js { get; set; } = null!;

    private IReadOnlyList<PanelPart> Column => [.. _layout!.Order.Where(_layout.Shows)];

    private string FloorClass => string.Join(' ', new[]
    {
        _layout!.Density switch { PanelDensity.Dense => "dense", PanelDensity.Roomy => "roomy", _ => null },
        Column.Count == 0 || !_layout.Shows(PanelPart.Operators) ? "one-side" : _layout.OperatorsFirst ? "operators-first" : null,
        _canManage ? "may-drag" : null,
    }.Where(name => name is not null));

    public async ValueTask DisposeAsync()
    {
        Feed.Changed -= OnFloorAsync;
        Names.Changed -= OnNames;
        Book.Changed -= OnDepartments;
        await DetachAsync();
    }

    // The first paint may come before what is read below.
    protected override void OnInitialized() => Take(Feed.Current);

    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            Feed.Changed += OnFloorAsync;
            Names.Changed += OnNames;
            Book.Changed += OnDepartments;
        }

        _user = (await Authentication).User;
        _actor = _user.ToActor();
        _canManage = _actor?.May(Permission.ManageMembers) == true;
        _canControl = _actor?.May(Permission.ControlCalls) == true;
        _ownPhone = await Layouts.OwnPhoneAsync(_user);
        _layout = await Layouts.LoadAsync(_user);
    }

    protected override void OnParametersSet() => Take(Feed.Current);

    private Task OnFloorAsync() => _held ? Task.CompletedTask : InvokeAsync(() =>
    {
        Take(Feed.Current);
        StateHasChanged();
    });

    private void OnDepartments() => _ = InvokeAsync(() =>
    {
        Take(Feed.Current);
        StateHasChanged();
    });

    private void OnNames() => _ = InvokeAsync(StateHasChanged);

    private void Take(FloorSnapshot snapshot)
    {
        _departments = _actor is { } actor ? Watch.DepartmentsOf(actor) : [];
        if (_narrowedTo != DepartmentId)
            (_narrowed, _narrowedTo) = (null, DepartmentId);

        // A department that he may not see, or that is gone, is as good as none: his own picture holds no more than he may see.
        _department = _departments.FirstOrDefault(d => d.Id.ToString(CultureInfo.InvariantCulture) == DepartmentId);
        _narrowed = _department is { } one ? Watch.Narrow(snapshot, one.Id, _narrowed) : null;
        _snapshot = snapshot = _narrowed ?? snapshot;
        _figures = PanelFigures.From(snapshot);
        _queue = Queue is null ? null : snapshot.Queues.GetValueOrDefault(Queue);
    }

    private void ChooseDepartment(ChangeEventArgs change) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { ["department"] = change.Value as string is { Length: > 0 } id ? id : null, ["queue"] = null }));

    private async Task ArrangeAsync(PanelLayout layout)
    {
        _layout = layout;
        if (!await Layouts.SaveAsync(_user, layout))
            Outcomes.Refused(new("layout-not-kept", "The layout could not be kept: the database does not answer."));
    }

    private async Task<bool> SetPhoneAsync(string phone)
    {
        if (await Layouts.SetOwnPhoneAsync(_actor!, _user, phone) is { } refusal)
        {
            Outcomes.Refused(refusal);
            return false;
        }

        _ownPhone = phone;
        Outcomes.Done(phone.Length > 0 ? T["done.own-phone", phone] : T["done.no-own-phone"]);
        return true;
    }
}
