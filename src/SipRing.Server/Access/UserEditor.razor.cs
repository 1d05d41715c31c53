using System.Globalization;
using Microsoft.AspNetCore.Components;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.Server.Shared;
using SipRing.Server.Shared.Forms;

namespace SipRing.Server.Access;

/// <summary>One person who signs in: added, given another role, a new password, shut out. A password is shown once.</summary>
public sealed partial class UserEditor
{
    /// <summary>No user can be called this.</summary>
    public const string New = "+";

    private FormState _state = null!;
    private User? _user;
    private (string Name, string Password)? _password;
    private bool _loaded;
    private string _name = "";
    private string _phone = "";
    private Role _role = Role.Supervisor;

    [Inject] private AddUser Add { get; set; } = null!;
    [Inject] private ChangeUser Change { get; set; } = null!;
    [Inject] private SetOwnPhone SetPhone { get; set; } = null!;
    [Inject] private SetPassword SetPassword { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private Outcomes Outcomes { get; set; } = null!;

    [Parameter, EditorRequired] public Actor Actor { get; set; } = null!;

    /// <summary>Or <see cref="New"/>.</summary>
    [Parameter, EditorRequired] public string Name { get; set; } = "";
    [Parameter, EditorRequired] public IReadOnlyList<User> All { get; set; } = [];
    [Parameter, EditorRequired] public IReadOnlyDictionary<int, string> Phones { get; set; } = null!;
    [Parameter, EditorRequired] public string Back { get; set; } = "";
    [Parameter] public EventCallback Changed { get; set; }

    private bool IsNew => Name == New;

    private string AgentId => _user?.AgentId?.ToString(CultureInfo.InvariantCulture) ?? "";

    private IReadOnlyList<(Role, string)> Roles => [(Role.Supervisor, T["role.supervisor"]), (Role.Administrator, T["role.administrator"]), .. _role == Role.Operator ? [(Role.Operator, T["role.operator"].Value)] : Array.Empty<(Role, string)>()];

    protected override void OnInitialized()
    {
        _state = new(T);
        if (IsNew)
        {
            _loaded = true;
            return;
        }

        _user = Find();
        if (_user is null)
        {
            Outcomes.Refused(new("user-unknown", $"There is no user {Name}.", null, RefusalKind.NotFound, Name));
            Navigation.NavigateTo(Back);
            return;
        }

        (_role, _phone, _loaded) = (_user.Role, Phones.GetValueOrDefault(_user.Id, ""), true);
    }

    protected override void OnParametersSet()
    {
        if (!IsNew)
        {
            _user = Find() ?? _user;
        }
    }

    private User? Find() => All.FirstOrDefault(u => User.Key(u.Name) == User.Key(Name));

    private Task SaveAsync() => _user is { } user ? ChangeAsync(user) : AddAsync();

    private async Task AddAsync()
    {
        AddUser.Added? added = null;
        var phone = _phone.Trim();
        if (!await _state.RunAsync(async () =>
        {
            var result = await Add.HandleAsync(Actor, new(_name, _role, null), CancellationToken.None);
            added = result.Value;
            return result.Refusal;
        }))
        {
            return;
        }

        _password = (added!.User.Name, added.Password);
        _name = "";
        Outcomes.Done(T["users.added", added.User.Name]);
        if (phone.Length > 0 && await _state.RunAsync(async () => (await SetPhone.HandleAsync(Actor, added.User, phone, CancellationToken.None)).Refusal))
        {
            _phone = "";
        }

        await Changed.InvokeAsync();
    }

    private async Task ChangeAsync(User user)
    {
        var saved = await _state.RunAsync(async () =>
        {
            if (user.AgentId is not null)
                return null;
            if ((await Change.HandleAsync(Actor, new(user.Name, _role), CancellationToken.None)).Refusal is { } refused)
                return refused;
            return (await SetPhone.HandleAsync(Actor, user, _phone, CancellationToken.None)).Refusal;
        });
        await Changed.InvokeAsync();
        if (saved)
        {
            Outcomes.Done(T["users.saved", user.Name]);
            Navigation.NavigateTo(Back);
        }
    }

    private async Task RenewAsync()
    {
        var name = _user!.Name;
        if (await _state.RunAsync(async () =>
        {
            var result = await SetPassword.HandleAsync(Actor, name, null, CancellationToken.None);
            _password = result.Value is { } password ? (name, password) : null;
            return result.Refusal;
        }))
        {
            Outcomes.Done(T["users.password-made", name]);
            await Changed.InvokeAsync();
        }
    }

    private Task DisableAsync() => SwitchAsync(async name => (await Change.HandleAsync(Actor, new(name, Disabled: true), CancellationToken.None)).Refusal, "users.was-disabled");

    private Task EnableAsync() => SwitchAsync(async name => (await Change.HandleAsync(Actor, new(name, Disabled: false), CancellationToken.None)).Refusal, "users.was-enabled");

    private async Task SwitchAsync(Func<string, Task<Refusal?>> act, string done)
    {
        var name = _user!.Name;
        if (await _state.RunAsync(() => act(name)))
        {
            Outcomes.Done(T[done, name]);
            await Changed.InvokeAsync();
        }
    }
}
