using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx.Hours;

namespace SipRing.Server.Pbx.Hours;

/// <summary>What stands in the fields of a holiday's form.</summary>
public sealed class HolidayForm(Holiday holiday)
{
    public string Id { get; } = holiday.Id;
    public string Name { get; set; } = holiday.Name;
    public DateOnly? From { get; set; } = holiday.From;
    public DateOnly? To { get; set; } = holiday.To;
    public bool EveryYear { get; set; } = holiday.EveryYear;
    public string Hours { get; set; } = OpenHoursText.Of(holiday.Hours);

    public Result<Holiday> ToHoliday()
    {
        if (From is not { } from)
            return new Refusal("date-missing", "Choose a day.", "from");
        var hours = OpenHoursText.Read(Hours, "hours");
        return hours.Succeeded ? new Holiday { Id = Id, Name = Name.Trim(), From = from, To = To ?? from, EveryYear = EveryYear, Hours = hours.Value } : hours.Refusal;
    }
}
