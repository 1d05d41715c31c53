using System.CommandLine;
using SipRing.CallCenter.Settings;
using SipRing.Server.Access;
using SipRing.Server.Ledger;
using SipRing.Server.Pbx;

namespace SipRing.Server.CommandLine;

/// <summary>The <c>sipring</c> command with all its verbs. Every verb takes <c>--home</c>.</summary>
public static class SipRingCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            return await Create().Parse(args).InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (Exception e) when (StartFailure.Sentence(e) is { } sentence)
        {
            await Console.Error.WriteLineAsync($"sipring: {sentence}");
            return 1;
        }
    }

    public static RootCommand Create()
    {
        var home = new Option<string>("--home")
        {
            Description = "The folder that holds everything of one SipRing.",
            HelpName = "DIR",
            DefaultValueFactory = _ => DefaultHome,
            Recursive = true,
        };
        return new RootCommand("SipRing: a call centre on Asterisk.")
        {
            home,
            ServeCommand.Create(home),
            TokenCommand.Create(home),
            UserCommand.Create(home),
            DoctorCommand.Create(home),
            LedgerCommand.Create(home),
        };
    }

    private static string DefaultHome =>
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".sipring");

    /// <summary>Opens an existing home for a verb that works beside the server.</summary>
    /// <exception cref="SettingsException">Nothing was ever started there.</exception>
    public static (SipRingHome Home, SipRingSettings Settings) OpenHome(string path)
    {
        var home = new SipRingHome(path);
        return File.Exists(home.SettingsFile)
            ? (home, SettingsStore.Load(home))
            : throw new SettingsException($"{home.Root} holds no SipRing yet; start it once with ./run --home {home.Root}, or name another folder with --home.");
    }

    /// <summary>
    /// The same for a verb that puts something in, which may come before the first start: a token that a script makes,
    /// history to be there from the first day.
    /// </summary>
    public static (SipRingHome Home, SipRingSettings Settings) OpenOrMakeHome(string path)
    {
        var home = new SipRingHome(path);
        if (File.Exists(home.SettingsFile))
            return OpenHome(path);
        home.Create();
        SettingsStore.Save(home, new());

        // A slip of the pen in --home shall not pass unseen; standard output belongs to what was asked for.
        Console.Error.WriteLine($"sipring: {home.Root} is a new home; start it with ./run --home {home.Root}");
        return (home, SettingsStore.Load(home));
    }
}
