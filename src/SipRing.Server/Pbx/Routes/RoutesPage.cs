using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using SipRing.CallCenter.Pbx;
using SipRing.Server.Resources;

namespace SipRing.Server.Pbx.Routes;

/// <summary>What the pages of incoming and outgoing routes have in common: the configuration, and moving in the order.</summary>
public abstract class RoutesPage : PbxPage
{
    protected RoutesPage() => Drag = new(StateHasChanged);

    [Inject] private ReadPbx Read { get; set; } = null!;
    [Inject] private MovePbxItem Move { get; set; } = null!;
    [Inject] private IStringLocalizer<Texts> Texts { get; set; } = null!;

    protected OrderDrag Drag { get; }

    protected PbxConfiguration Pbx { get; private set; } = PbxConfiguration.Empty;

    protected bool Loaded { get; private set; }

    protected abstract PbxKind Kind { get; }

    protected override async Task LoadAsync()
    {
        Pbx = (await Read.HandleAsync(Actor!, CancellationToken.None)).Value ?? PbxConfiguration.Empty;
        Loaded = true;
    }

    protected async Task MoveAsync((string Key, int Place) to)
    {
        var moved = await Move.HandleAsync(Actor!, Kind, to.Key, to.Place, CancellationToken.None);
        if (moved.Refusal is { } refusal)
        {
            Outcomes.Refused(refusal);
        }
        else
        {
            Outcomes.Done(Texts["pbx.order-moved", Pbx.Find(Kind, to.Key)?.Name ?? to.Key, to.Place]);
        }

        await LoadAsync();
    }
}
