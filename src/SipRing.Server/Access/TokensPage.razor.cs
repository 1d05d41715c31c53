using Microsoft.AspNetCore.Components;
using SipRing.CallCenter.Access;
using SipRing.Server.Shared;
using SipRing.Server.Shared.Forms;

namespace SipRing.Server.Access;

/// <summary>Programs that may call the API. A token is shown once, right after it was made.</summary>
public sealed partial class TokensPage
{
    private IReadOnlyList<ApiToken> _tokens = [];
    private FormState _state = null!;
    private CreateToken.Created? _created;
    private string _name = "";
    private Role _role = Role.Supervisor;
    private bool _loaded;

    [Inject] private ListTokens List { get; set; } = null!;
    [Inject] private CreateToken Create { get; set; } = null!;
    [Inject] private RevokeToken Revoke { get; set; } = null!;
    [Inject] private CallCentreTime Time { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "edit")] private string? Edit { get; set; }

    // A program is no operator: that role would let it do nothing.
    private IReadOnlyList<(Role, string)> Roles => [(Role.Supervisor, T["role.supervisor"]), (Role.Administrator, T["role.administrator"])];

    protected override void OnInitialized() => _state = new(T);

    protected override void OnParametersSet()
    {
        if (Edit is null)
        {
            (_created, _name) = (null, "");
            _state.Clear();
        }
    }

    protected override async Task LoadAsync()
    {
        _tokens = (await List.HandleAsync(Actor!, CancellationToken.None)).Value ?? [];
        _loaded = true;
    }

    private async Task CreateAsync()
    {
        if (await _state.RunAsync(async () =>
        {
            var result = await Create.HandleAsync(Actor!, _name, _role, CancellationToken.None);
            _created = result.Value ?? _created;
            return result.Refusal;
        }))
        {
            _name = "";
            await ReloadAsync();
        }
    }

    private async Task RevokeAsync(string name)
    {
        Outcomes.Show((await Revoke.HandleAsync(Actor!, name, CancellationToken.None)).Refusal, T["tokens.revoked", name]);
        await ReloadAsync();
    }
}
