using Microsoft.AspNetCore.Components;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Menus;
using SipRing.CallCenter.Pbx.Versions;
using SipRing.Server.Shared;

namespace SipRing.Server.Pbx.Menus;

/// <summary>One voice menu: added or changed.</summary>
public sealed partial class MenuEditor
{
    private MenuForm? _form;

    [Inject] private SaveMenu Save { get; set; } = null!;

    protected override PbxKind Kind => PbxKind.Menu;

    protected override string List => Urls.Menus;

    protected override (string Saved, string Deleted) Told => ("menus.saved", "menus.deleted");

    protected override string Name => _form!.Name;

    // What the keys are judged by: everything as it is, and this menu as it stands in the form.
    private PbxConfiguration Drafted => Configuration with { Menus = Configuration.Menus.With(_form!.ToMenu()) };

    private Refusal? Circle => new CallFlow(Drafted).CheckPlace(DestinationKind.Menu, _form!.Id) is { Field: "noKey" } circle ? circle : null;

    private IReadOnlyList<(string, string)> Sounds => [.. _form!.Greeting.Length == 0 ? [("", T["menus.no-sound"].Value)] : Array.Empty<(string, string)>(), .. AllSounds];

    private IReadOnlyList<(string, string)> WrongKeys => [("", T["menus.wrong-key-none"]), .. AllSounds];

    private IEnumerable<(string, string)> AllSounds => Configuration.Announcements.OrderBy(a => a.Name, StringComparer.CurrentCulture).Select(a => (a.Id, a.Name));

    protected override bool Open()
    {
        _form = IsNew ? MenuForm.New(Configuration) : Configuration.Menus[Id] is { } menu ? new(menu) : null;
        return _form is not null;
    }

    protected override Result<Menu> Typed() => _form!.ToMenu();

    protected override async Task<Refusal?> StoreAsync(Menu item) => (await Save.HandleAsync(Actor, item, CancellationToken.None)).Refusal;

    protected override Task<Result<PbxPreview>> CompareAsync(Menu item) => Save.PreviewAsync(Actor, item, CancellationToken.None);
}
