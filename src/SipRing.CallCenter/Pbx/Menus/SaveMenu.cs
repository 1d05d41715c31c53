using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx.Versions;

namespace SipRing.CallCenter.Pbx.Menus;

/// <summary>Creates a voice menu or changes it; returns when Asterisk knows it.</summary>
public sealed class SaveMenu(PbxItemEdits edits)
{
    /// <param name="menu">With an empty id it is new.</param>
    public Task<Result<PbxSaved<Menu>>> HandleAsync(Actor actor, Menu menu, CancellationToken cancellationToken) => edits.SaveAsync(
        actor, "menu", before => Change(before, menu), m => string.Join(", ", m.Keys.Select(k => $"{k.Key} to {k.Destination.Kind} {k.Destination.Target}".TrimEnd())), cancellationToken);

    public Task<Result<PbxPreview>> PreviewAsync(Actor actor, Menu menu, CancellationToken cancellationToken) =>
        edits.PreviewAsync(actor, before => Change(before, menu), cancellationToken);

    internal static Result<PbxEdited<Menu>> Change(PbxConfiguration before, Menu given)
    {
        var menu = given with { Id = given.Id.Length > 0 ? given.Id : PbxIds.For(given.Name, "menu", before.Menus.Contains) };
        if ((PbxRules.CheckId(menu.Id) ?? MenuRules.Check(menu)) is { } invalid)
            return invalid;
        var after = before with { Menus = before.Menus.With(menu) };
        return new CallFlow(after).CheckPlace(DestinationKind.Menu, menu.Id) is { } wrong ? wrong : new PbxEdited<Menu>(after, menu);
    }
}
