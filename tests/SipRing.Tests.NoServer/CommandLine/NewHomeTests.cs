using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Departments;
using SipRing.CallCenter.Settings;
using SipRing.CallCenter.Storage;
using SipRing.Server.CommandLine;
using Xunit;

namespace SipRing.Tests.NoServer.CommandLine;

/// <summary>Verbs before the first start: what puts something in makes the home, what only looks does not.</summary>
public sealed class NewHomeTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sipring-verbs-");
    private readonly SipRingHome _home;

    public NewHomeTests() => _home = new(Path.Combine(_folder.FullName, "home"));

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task TokenCreate_NewHome_PrintsTheTokenAloneAndTakesTheNameTwice()
    {
        var (code, first) = await RunAsync("token", "create", "--name", "setup", "--role", "administrator");
        var (again, second) = await RunAsync("token", "create", "--name", "setup", "--role", "operator");
        var (_, list) = await RunAsync("token", "list");

        Assert.Equal((0, 0), (code, again));
        Assert.Matches("^sr_[A-Za-z0-9_-]{43}\n$", first);
        Assert.NotEqual(first, second);
        Assert.Equal(["setup\tadministrator", "setup-2\toperator"], list.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => string.Join('\t', line.Split('\t')[..2])));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_home.Root));
    }

    [Fact]
    public async Task LedgerImport_NewHome_ReadsTheHistory()
    {
        var log = Path.Combine(_folder.FullName, "queue_log");
        await File.WriteAllTextAsync(log, "1795000000|NONE|NONE|NONE|QUEUESTART|\n1795000010|1795000010.1|700|NONE|ENTERQUEUE||79160000001|1\n1795000013|1795000010.1|700|NONE|ABANDON|1|1|3\n");

        Assert.Equal(0, (await RunAsync("ledger", "import", log, "--pbx", "old", "--kind", "queue_log")).Code);
        var (code, text) = await RunAsync("ledger", "verify", "--from", "2026-11-01", "--to", "2026-12-01", "--pbx", "old", "--log", log);

        Assert.Equal((0, "1 calls in the log, 1 in the database, 0 differences.\n"), (code, text));
    }

    [Fact]
    public async Task UserLimit_DepartmentsByName_AreSetPrintedAndLifted()
    {
        await RunAsync("token", "create", "--name", "board", "--role", "supervisor");
        await RunAsync("token", "create", "--name", "root", "--role", "administrator");
        var database = Database.Sqlite(_home.DatabaseFile);
        foreach (var name in new[] { "Продажи", "Support" })
            await new SaveDepartment(new(database), new AuditLog(database, TimeProvider.System)).HandleAsync(Actor.CommandLine, new(null, name), default);

        Assert.Equal((0, "everybody\n"), await RunAsync("token", "limit", "board"));
        Assert.Equal((0, "Support\tПродажи\n"), await RunAsync("token", "limit", "board", "--department", "продажи", "--department", "support"));
        Assert.Equal((0, "Support\tПродажи\n"), await RunAsync("token", "limit", "board"));
        Assert.Equal((1, ""), await RunAsync("token", "limit", "board", "--department", "Nobody's"));
        Assert.Equal((1, ""), await RunAsync("token", "limit", "root", "--department", "Support"));
        Assert.Equal((1, ""), await RunAsync("user", "limit", "board", "--department", "Support"));
        Assert.Equal((0, "everybody\n"), await RunAsync("token", "limit", "board", "--everybody"));
        Assert.Equal(1, (await RunAsync("token", "limit", "board", "--everybody", "--department", "Support")).Code);
    }

    [Theory]
    [InlineData("token", "list")]
    [InlineData("user", "list")]
    [InlineData("user", "passwd", "admin")]
    public async Task VerbThatNeedsWhatIsThere_NoHome_SaysSo(params string[] verb)
    {
        var refusal = await Assert.ThrowsAsync<SettingsException>(() => RunAsync(verb));

        Assert.Contains("holds no SipRing yet", refusal.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_home.Root));
    }

    private async Task<(int Code, string Output)> RunAsync(params string[] args)
    {
        await using var output = new StringWriter();
        var code = await SipRingCommand.Create().Parse([.. args, "--home", _home.Root]).InvokeAsync(new() { EnableDefaultExceptionHandler = false, Output = output });
        return (code, output.ToString().ReplaceLineEndings("\n"));
    }
}
