using Microsoft.Data.Sqlite;

namespace SipRing.CallCenter.Storage;

/// <summary>A file beside a SQLite database, held open by the one process that migrates it; the kernel frees it when that process ends.</summary>
internal static class SqliteGate
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);

    public static async Task<FileStream> EnterAsync(Database database, TimeSpan limit, CancellationToken cancellationToken)
    {
        var file = new SqliteConnectionStringBuilder(database.ConnectionString).DataSource + ".migrating";
        var tries = limit / s_pause;
        for (var i = 0; ; i++)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (i < tries && File.Exists(file))
            {
                await Task.Delay(s_pause, cancellationToken);
            }
        }
    }
}
