namespace SipRing.CallCenter.Ledger.Reading;

/// <summary>Which of Asterisk's logs. The numbers are stored.</summary>
public enum LogKind
{
    QueueLog = 0,
    Cdr = 1,
    Cel = 2,

    /// <summary>Lines as of queue_log that SipRing wrote itself from manager events, while a PBX has no log that it may read.</summary>
    Events = 3,
}
