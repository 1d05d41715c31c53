using System.Diagnostics;
using System.Globalization;
using System.Net;
using MySqlConnector;
using SipRing.CallCenter.Connection;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Settings;
using SipRing.Phone;
using SipRing.Phone.Media;
using SipRing.Testing.Net;
using SipRing.Testing.Storage;

namespace SipRing.Testing.Pbx;

/// <summary>
/// A second, plain Asterisk that plays a FreePBX: phones 201 and 202, queues 600 and 601, callers from 127.0.0.2. It writes queuelog,
/// cdr and cel into its own MariaDB by ODBC, and queue_log into a file. SipRing has no part in how it is configured.
/// </summary>
public sealed class FreePbx : IAsyncDisposable
{
    public const string Secret = "Freepbx-secret-1";
    public const string User = "sipring";
    private const int Ports = 100;
    private static readonly TimeSpan s_bootLimit = TimeSpan.FromSeconds(30);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sipring-freepbx-");
    private readonly AsteriskTree _tree = AsteriskTree.Find();
    private readonly int _ports = FreePorts.Range(Ports);
    private Process? _process;

    private FreePbx(MariaDbServer database) => Database = database;

    public MariaDbServer Database { get; }

    public int Ami => _ports + 1;

    public IPEndPoint Sip => FreePorts.Loopback(_ports);

    /// <summary>Where a SipRing that is connected to it listens for *45.</summary>
    public int Agi => _ports + 2;

    public string QueueLog => Path.Combine(_folder.FullName, "log", "queue_log");

    /// <summary>The connection string of asteriskcdrdb.</summary>
    public string Records => new MySqlConnectionStringBuilder(Database.ConnectionString) { Database = "asteriskcdrdb" }.ToString();

    public static async Task<FreePbx> StartAsync()
    {
        var pbx = new FreePbx(await MariaDbServer.StartAsync());
        try
        {
            await ConnectionDatabase.CreateAsync(pbx.Database.ConnectionString, "asteriskcdrdb", CancellationToken.None);
            await pbx.NameAsync();
            pbx.Configure();
            await pbx.LaunchAsync();
            await pbx.ConsoleAsync("database put AMPUSER/202 cidname \"Anna from AstDB\"");
            return pbx;
        }
        catch
        {
            await pbx.DisposeAsync();
            throw;
        }
    }

    /// <summary>How a SipRing reaches it.</summary>
    public ExistingPbx Settings(SipRingHome home, FactsSource facts)
    {
        var box = new SecretBox(home);
        var login = new MySqlConnectionStringBuilder(Database.ConnectionString);
        return new()
        {
            AmiHost = "127.0.0.1",
            AmiPort = Ami,
            AmiUser = User,
            AmiSecret = box.Seal(ExistingPbx.AmiPurpose, Secret),
            MySqlHost = "127.0.0.1",
            MySqlPort = Database.Port,
            MySqlUser = login.UserID,
            MySqlPassword = box.Seal(ExistingPbx.MySqlPurpose, login.Password),
            Facts = facts,
            LogFile = QueueLog,
            TimeZone = TimeZoneInfo.Local.Id,
            LoginCode = "*48",
            Agi = $"127.0.0.1:{Agi}",
        };
    }

    /// <summary>What an administrator pastes into extensions_custom.conf.</summary>
    public async Task PasteDialplanAsync(string lines)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "etc", "extensions_custom.conf"), lines);
        await ConsoleAsync("dialplan reload");
    }

    public SipPhone Phone(string number) => new(new PhoneOptions { Server = Sip, User = number, Secret = Secret, Tone = Tone.Of(1000) });

    public SipPhone Outside() => new(new PhoneOptions { Server = Sip, User = "pstn", LocalAddress = IPAddress.Parse(PbxOptions.LocalTrunkAddress), Tone = Tone.Of(600) });

    /// <summary>Whether its queue_log, rotated ones included, says that.</summary>
    public bool Logged(string text) =>
        Directory.EnumerateFiles(Path.Combine(_folder.FullName, "log"), "queue_log*").Any(f => File.ReadAllText(f).Contains(text, StringComparison.Ordinal));

    public async Task<string> ConsoleAsync(string command)
    {
        using var remote = Process.Start(Start(["-rx", command]))!;
        var output = await remote.StandardOutput.ReadToEndAsync();
        await remote.WaitForExitAsync();
        return output;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process?.Dispose();
        FreePorts.GiveBack(_ports, Ports);
        await Database.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    // Names as FreePBX keeps them in its own database.
    private async Task NameAsync()
    {
        await using var connection = new MySqlConnection(Database.ConnectionString);
        await connection.OpenAsync();
        await using var command = new MySqlCommand(
            """
            CREATE DATABASE asterisk CHARACTER SET utf8mb4;
            CREATE TABLE asterisk.users (extension varchar(20) NOT NULL PRIMARY KEY, name varchar(50));
            CREATE TABLE asterisk.queues_config (extension varchar(20) NOT NULL PRIMARY KEY, descr varchar(35) NOT NULL);
            INSERT INTO asterisk.users VALUES ('201', 'Иван Петров');
            INSERT INTO asterisk.queues_config VALUES ('600', 'Продажи'), ('601', 'Поддержка');
            """,
            connection);
        await command.ExecuteNonQueryAsync();
    }

    private void Configure()
    {
        var login = new MySqlConnectionStringBuilder(Database.ConnectionString);
        var values = new Dictionary<string, string>
        {
            ["HOME"] = _folder.FullName,
            ["MODULES"] = _tree.Modules,
            ["DATA"] = Data(),
            ["SBIN"] = _tree.Sbin,
            ["SIP"] = Sip.Port.ToString(CultureInfo.InvariantCulture),
            ["AMI"] = Ami.ToString(CultureInfo.InvariantCulture),
            ["RTP"] = (_ports + 10).ToString(CultureInfo.InvariantCulture),
            ["RTPEND"] = (_ports + Ports - 1).ToString(CultureInfo.InvariantCulture),
            ["SECRET"] = Secret,
            ["DBPORT"] = Database.Port.ToString(CultureInfo.InvariantCulture),
            ["DBUSER"] = login.UserID,
            ["DBPASSWORD"] = login.Password,
            ["ODBC"] = Driver(),
        };
        foreach (var name in new[] { "etc", "var", "spool", "run", "log", "agi", "keys" })
            _folder.CreateSubdirectory(name);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Pbx", "FreePbxFiles")))
        {
            var text = values.Aggregate(File.ReadAllText(file), (all, value) => all.Replace($"@{value.Key}@", value.Value, StringComparison.Ordinal));
            File.WriteAllText(Path.Combine(_folder.FullName, "etc", Path.GetFileName(file)), text);
        }
    }

    // With the words at the place where every Asterisk looks for them.
    private string Data()
    {
        var data = _folder.CreateSubdirectory("data");
        foreach (var entry in Directory.EnumerateFileSystemEntries(_tree.Data).Where(e => Path.GetFileName(e) != "sounds"))
            File.CreateSymbolicLink(Path.Combine(data.FullName, Path.GetFileName(entry)), entry);
        var sounds = new[] { "en", "en_US_f_Allison" }.Select(s => Path.Combine(_tree.Data, "sounds", s)).First(Directory.Exists);
        File.CreateSymbolicLink(Path.Combine(data.CreateSubdirectory("sounds").FullName, "en"), sounds);
        return data.FullName;
    }

    private static string Driver() =>
        Directory.EnumerateFiles("/usr/lib", "libmaodbc.so", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 3, IgnoreInaccessible = true }).FirstOrDefault()
        ?? throw new FileNotFoundException("The ODBC driver of MariaDB is missing. Install it with: apt-get install odbc-mariadb");

    private async Task LaunchAsync()
    {
        _process = Process.Start(Start(["-f", "-n"]))!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await Until.TrueAsync("the Asterisk that plays FreePBX is booted", s_bootLimit, async () =>
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"It ended with {_process.ExitCode}: {LastWords()}");
            return (await ConsoleAsync("core waitfullybooted")).Contains("fully booted", StringComparison.Ordinal);
        });
    }

    private string LastWords()
    {
        var messages = Path.Combine(_folder.FullName, "log", "messages");
        return File.Exists(messages) ? string.Join('\n', File.ReadLines(messages).TakeLast(20)) : "no words";
    }

    private ProcessStartInfo Start(IEnumerable<string> arguments)
    {
        var etc = Path.Combine(_folder.FullName, "etc");
        var start = new ProcessStartInfo(_tree.Command[0], [.. _tree.Command.Skip(1), "-C", Path.Combine(etc, "asterisk.conf"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ODBCSYSINI"] = etc;
        return start;
    }
}
