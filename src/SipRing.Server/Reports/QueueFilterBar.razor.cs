using System.Globalization;
using Microsoft.AspNetCore.Components;
using SipRing.Server.Shared;

namespace SipRing.Server.Reports;

/// <summary>R5: period, queues, operators, caller. Every choice is another address.</summary>
public sealed partial class QueueFilterBar
{
    private static readonly ReportPeriod[] s_presets = [ReportPeriod.Today, ReportPeriod.Yesterday, ReportPeriod.Week, ReportPeriod.Month];
    private Dropdown? _period;

    [Inject]
    private CallCentreTime Time { get; set; } = null!;

    [Parameter, EditorRequired]
    public QueueReportQuery Query { get; set; } = null!;

    [Parameter, EditorRequired]
    public FilterChoices Choices { get; set; } = null!;

    [Parameter]
    public EventCallback<QueueReportQuery> Changed { get; set; }

    [Parameter]
    public EventCallback Refresh { get; set; }

    private string SpanText
    {
        get
        {
            var (from, to) = Query.Span(Time);
            var end = to > Time.Now && Query.Period != ReportPeriod.Custom ? Time.Now : to;
            return Time.ToLocal(from).Date == Time.ToLocal(end).Date
                ? $"{Moment(from)} – {Time.ToLocal(end).ToString("HH:mm", CultureInfo.InvariantCulture)}"
                : $"{Moment(from)} – {Moment(end)}";
        }
    }

    private string QueuesText => Query.Queues switch
    {
        [] => T["filter.queues-all"],
        [var one] => T["filter.queues-one", Choices.Queues.FirstOrDefault(choice => choice.Value == one)?.Text ?? one],
        var some => T["filter.queues-some", some.Count, Choices.Queues.Count],
    };

    private string AgentsText => Query.Agents switch
    {
        [] => T["filter.operator-all"],
        [var one] => T["filter.operator-one", Choices.Agents.FirstOrDefault(choice => choice.Value == one)?.Text ?? Formats.Whole(one)],
        var some => T["filter.operators-some", some.Count, Choices.Agents.Count],
    };

    private string Moment(DateTimeOffset instant) => Time.ToLocal(instant).ToString(Formats.DatePattern + " HH:mm", CultureInfo.CurrentCulture);

    private Task OnCaller(ChangeEventArgs change) =>
        Changed.InvokeAsync(Query with { Caller = change.Value?.ToString()?.Trim() is { Length: > 0 } caller ? caller : null });

    private Task Choose(QueueReportQuery query)
    {
        _period?.Close();
        return Changed.InvokeAsync(query);
    }
}
