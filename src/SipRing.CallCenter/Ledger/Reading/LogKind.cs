namespace SipRing.CallCenter.Ledger.Reading;

/// <summary>Which of Asterisk's logs. The numbers are stored.</summary>
public enum LogKind
{
    QueueLog = 0,
    Cdr = 1,
    Cel = 2,
}
