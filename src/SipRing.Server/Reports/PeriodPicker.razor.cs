using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using SipRing.Server.Shared;

namespace SipRing.Server.Reports;

/// <summary>From and to, date and time, in the call centre's zone.</summary>
public sealed partial class PeriodPicker
{
    private const string EndOfDay = "24:00";
    private DateRange? _days;
    private string _from = "00:00";
    private string _to = EndOfDay;

    [Inject]
    private CallCentreTime Time { get; set; } = null!;

    [Parameter, EditorRequired]
    public QueueReportQuery Query { get; set; } = null!;

    [Parameter]
    public EventCallback<QueueReportQuery> Chosen { get; set; }

    protected override void OnInitialized()
    {
        var (from, to) = Query.Span(Time);
        var (begin, end) = (Time.ToLocal(from).DateTime, Time.ToLocal(to).DateTime);
        _from = begin.ToString("HH:mm", CultureInfo.InvariantCulture);
        _to = end.TimeOfDay == TimeSpan.Zero ? EndOfDay : end.ToString("HH:mm", CultureInfo.InvariantCulture);
        _days = new(begin.Date, end.TimeOfDay == TimeSpan.Zero ? end.Date.AddDays(-1) : end.Date);
    }

    private async Task ApplyAsync()
    {
        if (_days is { Start: { } first, End: { } last } && TryTime(_from, out var from) && TryTime(_to, out var to))
        {
            await Chosen.InvokeAsync(Query with { Period = ReportPeriod.Custom, From = first.Date + from, To = last.Date + to });
        }
    }

    private static bool TryTime(string text, out TimeSpan time)
    {
        time = TimeSpan.FromDays(1);
        return text == EndOfDay || TimeSpan.TryParseExact(text, @"h\:mm", CultureInfo.InvariantCulture, out time);
    }
}
