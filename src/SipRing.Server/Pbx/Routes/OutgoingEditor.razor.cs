using Microsoft.AspNetCore.Components;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Routes;
using SipRing.CallCenter.Pbx.Versions;
using SipRing.Server.Shared;

namespace SipRing.Server.Pbx.Routes;

/// <summary>One outgoing route: added or changed.</summary>
public sealed partial class OutgoingEditor
{
    private OutgoingForm? _form;

    [Inject] private SaveOutgoingRoute Save { get; set; } = null!;

    protected override PbxKind Kind => PbxKind.OutgoingRoute;

    protected override string List => Urls.OutgoingRoutes;

    protected override (string Saved, string Deleted) Told => ("route.saved", "route.deleted");

    protected override string Name => _form!.Name;

    private IReadOnlyList<(string, string)> Trunks => [.. PbxOrder.Of(Configuration.Trunks).Select(t => (t.Id, t.Enabled ? t.Name : $"{t.Name} ({T["trunk.off"]})"))];

    private IReadOnlyList<(string, string)> Schedules => [("", T["route.always"]), .. Configuration.Schedules.Select(s => (s.Id, s.Name))];

    protected override bool Open()
    {
        // The empty row is the one that is filled in first.
        _form = IsNew
            ? new(new() { Id = "", Name = "", Rules = [new("")], Trunks = [.. PbxOrder.Of(Configuration.Trunks).Where(t => t.Enabled).Select(t => t.Id)] })
            : Configuration.OutgoingRoutes[Id] is { } route ? new(route) : null;
        return _form is not null;
    }

    protected override Result<OutgoingRoute> Typed() => _form!.Check() is { } incomplete ? incomplete : _form.ToRoute(IsNew ? "" : Id);

    protected override async Task<Refusal?> StoreAsync(OutgoingRoute item) => (await Save.HandleAsync(Actor, item, CancellationToken.None)).Refusal;

    protected override Task<Result<PbxPreview>> CompareAsync(OutgoingRoute item) => Save.PreviewAsync(Actor, item, CancellationToken.None);
}
