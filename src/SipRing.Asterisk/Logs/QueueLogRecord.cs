namespace SipRing.Asterisk.Logs;

/// <summary>
/// One line of queue_log, from a file or from a table: <c>epoch|callid|queue|agent|event|data…</c>. What is not set in the
/// log (<c>NONE</c>) stays <c>NONE</c> here.
/// </summary>
/// <param name="TimeMs">UTC milliseconds since 1970; a file holds whole seconds.</param>
/// <param name="CallId">Unique id of the caller's channel, or <c>NONE</c>, <c>MANAGER</c>, <c>REALTIME</c>.</param>
/// <param name="Queue">Name of the queue.</param>
/// <param name="Agent">What stands for the member: its name as it was added, which is its interface where none was given.</param>
/// <param name="Event">What happened.</param>
/// <param name="EventName">The name of the event as it stands in the log.</param>
/// <param name="Data">The fields after the event, split at <c>|</c>.</param>
public readonly record struct QueueLogRecord(
    long TimeMs, string CallId, string Queue, string Agent, QueueLogEvent Event, string EventName, string[] Data)
{
    /// <summary>What Asterisk writes where it has nothing to say.</summary>
    public const string None = "NONE";

    /// <summary>A data field, or an empty string where the line has fewer.</summary>
    public string Field(int index) => index < Data.Length ? Data[index] : "";

    /// <summary>A data field as a whole number that is not negative, or null.</summary>
    public int? Number(int index) =>
        index < Data.Length && int.TryParse(Data[index], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
