using Microsoft.AspNetCore.Components;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Routes;
using SipRing.CallCenter.Pbx.Versions;
using SipRing.Server.Shared;

namespace SipRing.Server.Pbx.Routes;

/// <summary>One incoming route: added or changed.</summary>
public sealed partial class IncomingEditor
{
    private IncomingForm? _form;

    [Inject] private SaveIncomingRoute Save { get; set; } = null!;

    protected override PbxKind Kind => PbxKind.IncomingRoute;

    protected override string List => Urls.IncomingRoutes;

    protected override (string Saved, string Deleted) Told => ("route.saved", "route.deleted");

    protected override string Name => _form!.Name;

    private IReadOnlyList<(string, string)> Trunks => [("", T["route.any-trunk"]), .. PbxOrder.Of(Configuration.Trunks).Select(t => (t.Id, t.Name))];

    private IReadOnlyList<(string, string)> Languages => [("", T["pbx.language-default"]), ("ru", T["pbx.language-ru"]), ("en", T["pbx.language-en"])];

    protected override bool Open()
    {
        _form = IsNew
            ? new(new() { Id = "", Name = "", Destination = Configuration.Queues.FirstOrDefault() is { } queue ? Destination.Queue(queue.Number) : Destination.HangUp })
            : Configuration.IncomingRoutes[Id] is { } route ? new(route) : null;
        return _form is not null;
    }

    protected override Result<IncomingRoute> Typed() => _form!.ToRoute(IsNew ? "" : Id);

    protected override async Task<Refusal?> StoreAsync(IncomingRoute item) => (await Save.HandleAsync(Actor, item, CancellationToken.None)).Refusal;

    protected override Task<Result<PbxPreview>> CompareAsync(IncomingRoute item) => Save.PreviewAsync(Actor, item, CancellationToken.None);
}
