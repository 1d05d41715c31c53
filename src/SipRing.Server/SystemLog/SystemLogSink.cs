using System.Globalization;
using Serilog.Core;
using Serilog.Events;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.SystemLog;

namespace SipRing.Server.SystemLog;

/// <summary>Hands what the server logs to the log page, without ever making the one who logs wait.</summary>
internal sealed class SystemLogSink(SystemEventQueue queue) : ILogEventSink
{
    private const string Own = "SipRing.";

    public void Emit(LogEvent logEvent)
    {
        var level = logEvent.Level switch
        {
            LogEventLevel.Error or LogEventLevel.Fatal => EntryLevel.Error,
            LogEventLevel.Warning => EntryLevel.Warning,
            _ => EntryLevel.Information,
        };
        queue.Add(new(
            logEvent.Timestamp.ToUniversalTime(), level, SourceOf(logEvent), EventIdOf(logEvent),
            logEvent.RenderMessage(CultureInfo.InvariantCulture), logEvent.Exception?.ToString()));
    }

    /// <summary>The folder of the feature: "SipRing.CallCenter.Ledger.LedgerService" is "ledger"; of others the last word.</summary>
    private static string SourceOf(LogEvent logEvent)
    {
        var name = logEvent.Properties.TryGetValue(Constants.SourceContextPropertyName, out var property) && property is ScalarValue { Value: string context } ? context : "server";
        var parts = name.Split('.');
        return (name.StartsWith(Own, StringComparison.Ordinal) && parts.Length > 3 ? parts[2] : parts[^1]).ToLowerInvariant();
    }

    private static int EventIdOf(LogEvent logEvent) =>
        logEvent.Properties.TryGetValue("EventId", out var property) && property is StructureValue { Properties: var fields }
            && fields.FirstOrDefault(f => f.Name == "Id")?.Value is ScalarValue { Value: int id } ? id : 0;
}
