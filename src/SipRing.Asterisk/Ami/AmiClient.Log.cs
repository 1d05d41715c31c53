using Microsoft.Extensions.Logging;

namespace SipRing.Asterisk.Ami;

public sealed partial class AmiClient
{
    private static partial class Log
    {
        [LoggerMessage(1000, LogLevel.Information, "Manager session {Session} with {Address} is ready: {Banner}")]
        public static partial void Ready(ILogger logger, long session, string address, string banner);

        [LoggerMessage(1001, LogLevel.Warning, "Manager session with {Address} ended: {Reason}")]
        public static partial void Lost(ILogger logger, string address, string reason);

        [LoggerMessage(1002, LogLevel.Warning, "No manager session with {Address}: {Reason} The next attempts are not logged until the reason changes.")]
        public static partial void Refused(ILogger logger, string address, string reason);

        [LoggerMessage(1003, LogLevel.Error, "Manager session with {Address} ended by a fault of this program")]
        public static partial void Fault(ILogger logger, string address, Exception exception);
    }
}
