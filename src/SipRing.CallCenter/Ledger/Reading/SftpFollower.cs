using SipRing.Asterisk.Logs;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Ledger.Reading;

/// <summary>Follows queue_log of another machine over SFTP, as <see cref="LogFollower"/> follows a local one, and ends the connection with it.</summary>
internal sealed class SftpFollower : ILogSource
{
    private readonly SftpLogs _place;
    private readonly LogFollower _follower;
    private readonly string _path;
    private bool _found;

    public SftpFollower(Database database, string pbx, string path, SftpLogin login)
    {
        _place = new(login);
        _follower = new(database, pbx, LogKind.QueueLog, TimeZoneInfo.Utc, path, _place);
        (_path, Path) = (path, $"{login}{path}");
    }

    public LogKind Kind => _follower.Kind;
    public string Path { get; }
    public long LastMs => _follower.LastMs;
    public long Broken => _follower.Broken;
    public long Behind => 0;

    public async Task<bool> PollAsync(Action? changed, CancellationToken cancellationToken)
    {
        // Nothing there is no silence: a path that was never right must be seen to be wrong.
        if (!_found && !(_found = await _place.ExistsAsync(_path, cancellationToken)))
            throw new FileNotFoundException($"There is no file {Path}.");
        return await _follower.PollAsync(changed, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _follower.DisposeAsync();
        _place.Dispose();
    }
}
