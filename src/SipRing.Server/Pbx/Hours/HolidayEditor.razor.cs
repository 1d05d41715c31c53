using Microsoft.AspNetCore.Components;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Hours;
using SipRing.CallCenter.Pbx.Versions;
using SipRing.Server.Shared;

namespace SipRing.Server.Pbx.Hours;

/// <summary>Days that differ from the week: added or changed, for every schedule that keeps holidays.</summary>
public sealed partial class HolidayEditor
{
    private HolidayForm? _form;

    [Inject] private SaveHoliday Save { get; set; } = null!;
    [Inject] private CallCentreTime Time { get; set; } = null!;

    protected override PbxKind Kind => PbxKind.Holiday;

    protected override string List => Urls.Hours;

    protected override (string Saved, string Deleted) Told => ("hours.holiday-saved", "hours.holiday-deleted");

    protected override string Name => _form!.Name;

    protected override bool Open()
    {
        _form = IsNew ? new(new() { Id = "", Name = "", From = Time.Today, To = Time.Today }) : Configuration.Holidays[Id] is { } holiday ? new(holiday) : null;
        return _form is not null;
    }

    protected override Result<Holiday> Typed() => _form!.ToHoliday();

    protected override async Task<Refusal?> StoreAsync(Holiday item) => (await Save.HandleAsync(Actor, item, CancellationToken.None)).Refusal;

    protected override Task<Result<PbxPreview>> CompareAsync(Holiday item) => Save.PreviewAsync(Actor, item, CancellationToken.None);
}
