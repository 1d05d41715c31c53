using MySqlConnector;
using SipRing.Asterisk.Logs;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Ledger.Reading;

/// <summary>
/// Follows the table <c>cdr</c>, which has no number to go on from: a row comes at the end of its call, under the time of its
/// beginning. The last quarter of an hour is read at every look, a whole day now and then, for the long calls.
/// </summary>
internal sealed class CdrTableFollower(Database database, string pbx, TableSource source, TimeProvider time) : ILogSource
{
    private static readonly TimeSpan s_short = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan s_wholeDayEvery = TimeSpan.FromMinutes(10);
    private DateTimeOffset? _wholeDayAt;

    public LogKind Kind => LogKind.Cdr;
    public string Path => $"{source.Name}.cdr";
    public long LastMs { get; private set; }
    public long Broken { get; private set; }
    public long Behind => 0;

    public async Task<bool> PollAsync(Action? changed, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var wholeDay = _wholeDayAt is not { } at || now - at >= s_wholeDayEvery;
        var reader = new CdrTableReader(database, pbx, source.Name, new(source.ConnectionString, source.Zone, time));
        try
        {
            await reader.OpenAsync(cancellationToken, wholeDay ? null : s_short);
            var any = false;
            while (await reader.StepAsync(cancellationToken))
                any = true;
            (LastMs, Broken) = (reader.LastMs, reader.Broken);
            if (wholeDay)
                _wholeDayAt = now;
            return any;
        }
        catch (MySqlException e)
        {
            throw new IOException($"The table {Path} cannot be read: {e.Message}", e);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
