namespace SipRing.Asterisk.Agi;

/// <summary>Answers the calls of one script: <c>AGI(agi://host:port/NAME,argument,…)</c> in the dialplan.</summary>
public interface IAgiHandler
{
    /// <summary>
    /// Talks to one call. When it returns, the dialplan goes on. <see cref="AgiHangupException"/> is the normal end of a call whose
    /// caller hung up, and need not be caught. The token is cancelled when the server stops, not when the caller hangs up
    /// (that is <see cref="AgiSession.HungUp"/>).
    /// </summary>
    Task HandleAsync(AgiSession session, CancellationToken cancellationToken);
}
