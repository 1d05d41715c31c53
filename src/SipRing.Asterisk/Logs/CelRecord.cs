using System.Text.Json;

namespace SipRing.Asterisk.Logs;

/// <summary>One channel event (CEL). See "Channel Event Logging" in the Asterisk documentation.</summary>
/// <param name="TimeMs">UTC milliseconds since 1970.</param>
/// <param name="Event">The type, for example <c>CHAN_START</c>.</param>
/// <param name="CallerNumber">Caller id number of the channel.</param>
/// <param name="Extension">Extension that the channel was at.</param>
/// <param name="UniqueId">Unique id of the channel.</param>
/// <param name="LinkedId">Unique id of the first channel of the conversation.</param>
/// <param name="Channel">Name of the channel.</param>
/// <param name="Extra">JSON with what only this event has, or an empty string.</param>
/// <param name="Context">Dialplan context that the channel was in; empty where the log does not tell.</param>
/// <param name="Application">Dialplan application that the channel was in; empty where the log does not tell.</param>
/// <param name="ApplicationData">What that application was given.</param>
public readonly record struct CelRecord(
    long TimeMs, string Event, string CallerNumber, string Extension, string UniqueId, string LinkedId, string Channel, string Extra,
    string Context = "", string Application = "", string ApplicationData = "")
{
    /// <summary>A text or number of <see cref="Extra"/>, or null where there is none or Extra is no JSON object.</summary>
    public string? ExtraProperty(string name)
    {
        if (Extra.Length == 0)
            return null;
        try
        {
            using var json = JsonDocument.Parse(Extra);
            if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty(name, out var value))
                return null;
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetRawText(),
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
