namespace SipRing.Asterisk.Logs;

/// <summary>One call detail record. See "CDR Fields" in the Asterisk documentation.</summary>
/// <param name="StartMs">UTC milliseconds since 1970.</param>
/// <param name="Source">Number of the caller.</param>
/// <param name="Destination">Extension that was dialled.</param>
/// <param name="Context">Dialplan context of the destination.</param>
/// <param name="Channel">Channel of the caller.</param>
/// <param name="DestinationChannel">Channel of the callee, or empty.</param>
/// <param name="DurationSeconds">From start to end.</param>
/// <param name="BilledSeconds">From answer to end.</param>
/// <param name="Disposition">ANSWERED, NO ANSWER, BUSY, FAILED or CONGESTION.</param>
/// <param name="UniqueId">Unique id of the caller's channel; empty where cdr.conf has no <c>loguniqueid</c>.</param>
/// <param name="LinkedId">Unique id of the first channel of the conversation; the unique id where the log does not tell, as csv files do not.</param>
public readonly record struct CdrRecord(
    long StartMs,
    string Source,
    string Destination,
    string Context,
    string Channel,
    string DestinationChannel,
    int DurationSeconds,
    int BilledSeconds,
    string Disposition,
    string UniqueId,
    string LinkedId);
