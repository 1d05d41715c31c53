using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using SipRing.CallCenter.Access;
using SipRing.Server.Access;

namespace SipRing.Server.Shared;

/// <summary>A page that asks use cases: it knows who looks, and reads only once it is interactive.</summary>
public abstract class ActorPage : CulturedComponent, IDisposable
{
    private bool _reading;
    private bool _wanted;

    [Inject] protected NavigationManager Navigation { get; set; } = null!;
    [Inject] protected Outcomes Outcomes { get; set; } = null!;

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = null!;

    /// <summary>Null until the page is interactive.</summary>
    protected Actor? Actor { get; private set; }

    public void Dispose()
    {
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
        Watch();
        await LoadAsync();
    }

    /// <summary>Reads what the page shows; again after every change.</summary>
    protected abstract Task LoadAsync();

    /// <summary>Begins to follow what changes without this page.</summary>
    protected virtual void Watch()
    {
    }

    /// <summary>Follows nothing any more.</summary>
    protected virtual void Leave()
    {
    }

    /// <summary>Reads again and draws, from wherever the change was told. Changes that come meanwhile are read together.</summary>
    protected Task ReloadAsync() => InvokeAsync(async () =>
    {
        _wanted = true;
        if (_reading)
        {
            return;
        }

        _reading = true;
        try
        {
            while (_wanted)
            {
                _wanted = false;
                await LoadAsync();
            }
        }
        finally
        {
            _reading = false;
        }

        StateHasChanged();
    });
}
