using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Pbx;
using SipRing.Server.Access;
using SipRing.Server.Shared;

namespace SipRing.Server.Pbx;

/// <summary>What every page of the configuration has: who looks, and a list that follows the changes of others.</summary>
public abstract class PbxPage : CulturedComponent, IDisposable
{
    [Inject] protected IPbxDirectory Configuration { get; set; } = null!;
    [Inject] protected NavigationManager Navigation { get; set; } = null!;
    [Inject] protected Outcomes Outcomes { get; set; } = null!;

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = null!;

    /// <summary>Null until the page is interactive.</summary>
    protected Actor? Actor { get; private set; }

    public void Dispose()
    {
        Configuration.Changed -= OnConfigurationChanged;
        Leave();
        GC.SuppressFinalize(this);
    }

    protected override async Task OnInitializedAsync()
    {
        if (!RendererInfo.IsInteractive || (await Authentication).User.ToActor() is not { } actor)
        {
            return;
        }

        Actor = actor;
        Configuration.Changed += OnConfigurationChanged;
        await LoadAsync();
    }

    /// <summary>Reads what the page shows; again after every change that Asterisk took.</summary>
    protected abstract Task LoadAsync();

    protected virtual void Leave()
    {
    }

    private void OnConfigurationChanged() => _ = InvokeAsync(async () =>
    {
        await LoadAsync();
        StateHasChanged();
    });
}
