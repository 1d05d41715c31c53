using SipRing.CallCenter.Pbx;

namespace SipRing.Server.Pbx;

/// <summary>What stands in the fields of an extension's form.</summary>
internal sealed class ExtensionForm
{
    public string Number { get; set; } = "";
    public string Name { get; set; } = "";
    public string Secret { get; set; } = "";
    public string OutsideNumber { get; set; } = "";
    public string OutsideName { get; set; } = "";
    public bool AllRoutes { get; set; } = true;
    public HashSet<string> Routes { get; } = new(StringComparer.Ordinal);
    public bool RecordCalls { get; set; }
    public string PickupGroup { get; set; } = "";
    public string Language { get; set; } = "";

    public static ExtensionForm Of(Extension extension)
    {
        var form = new ExtensionForm
        {
            Number = extension.Number,
            Name = extension.Name,
            OutsideNumber = extension.OutsideNumber,
            OutsideName = extension.OutsideName,
            AllRoutes = extension.OutgoingRoutes.Contains(Extension.AllRoutes),
            RecordCalls = extension.RecordCalls,
            PickupGroup = extension.PickupGroup,
            Language = extension.Language ?? "",
        };
        form.Routes.UnionWith(extension.OutgoingRoutes.Where(r => r != Extension.AllRoutes));
        return form;
    }

    public void Toggle(string route)
    {
        if (!Routes.Remove(route))
        {
            Routes.Add(route);
        }
    }

    /// <param name="made">A secret that was made for it; one that was typed comes first.</param>
    public SaveExtension.Request ToRequest(string number, string? made, bool onlyNew) => new(number, Name.Trim(), Secret.Length > 0 ? Secret : made)
    {
        OutsideNumber = OutsideNumber.Trim(),
        OutsideName = OutsideName.Trim(),
        OutgoingRoutes = AllRoutes ? [Extension.AllRoutes] : [.. Routes.Order(StringComparer.Ordinal)],
        RecordCalls = RecordCalls,
        PickupGroup = PickupGroup.Trim(),
        Language = Language,
        OnlyNew = onlyNew,
    };
}
