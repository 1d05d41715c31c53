namespace SipRing.CallCenter.Ledger.Reading;

public static class LogKindText
{
    /// <summary>As the command line and messages name it.</summary>
    public static string Text(this LogKind kind) => kind switch
    {
        LogKind.QueueLog => "queue_log",
        LogKind.Cdr => "cdr",
        LogKind.Cel => "cel",
        LogKind.Events => "events",
    };
}
