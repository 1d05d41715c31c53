using System.CommandLine;
using SipRing.CallCenter.Settings;
using SipRing.Server.Hosting;

namespace SipRing.Server.CommandLine;

/// <summary><c>sipring serve</c>: the call centre itself. What an option says is remembered in the settings file of the home.</summary>
public static class ServeCommand
{
    public static Command Create(Option<string> home)
    {
        var http = Text("--http", "ADDR:PORT", "Where the pages and the API listen (default 127.0.0.1:8080).");
        var sip = Text("--sip", "ADDR:PORT", "Where Asterisk takes SIP (default 127.0.0.1:5060).");
        var ami = Text("--ami", "ADDR:PORT", "Where Asterisk's manager interface listens, a loopback address (default 127.0.0.1:5038).");
        var rtp = Text("--rtp", "FROM-TO", "UDP ports for audio (default 10000-19999).");
        var mariadb = Text("--mariadb", "STRING", "Use MariaDB, by a connection string such as \"Server=127.0.0.1;User=sipring;Password=...;Database=sipring\".");
        var timeZone = Text("--time-zone", "NAME", "The call centre's time zone, as Europe/Moscow (default: the machine's).");
        var voice = Text("--voice", "ru|en", "The language of the voice that operators and callers hear (default ru).");
        var demo = new Option<bool>("--demo") { Description = "Add ten operators, three queues and never-ending invented calls." };

        var command = new Command("serve", "Run SipRing and its own Asterisk until Ctrl-C, SIGTERM or the end of the terminal.") { http, sip, ami, rtp, mariadb, timeZone, voice, demo };
        command.SetAction((parsed, cancellationToken) =>
        {
            var folder = new SipRingHome(parsed.GetValue(home)!);
            MakeFolder(folder);
            var settings = SettingsStore.Load(folder);
            if (parsed.GetValue(http) is { } h)
                settings = settings with { Http = SettingsStore.ParseEndPoint("--http", h) };
            if (parsed.GetValue(sip) is { } s)
                settings = settings with { Sip = SettingsStore.ParseEndPoint("--sip", s) };
            if (parsed.GetValue(ami) is { } a)
                settings = settings with { Ami = SettingsStore.ParseEndPoint("--ami", a) };
            if (parsed.GetValue(rtp) is { } r)
            {
                var (from, to) = SettingsStore.ParsePortRange("--rtp", r);
                settings = settings with { RtpFrom = from, RtpTo = to };
            }

            if (parsed.GetValue(mariadb) is { } m)
                settings = settings with { MariaDb = m };
            if (parsed.GetValue(timeZone) is { } z)
                settings = settings with { TimeZone = z };
            if (parsed.GetValue(voice) is { } v)
                settings = settings with { Voice = v };
            return SipRingHost.RunAsync(folder, SettingsStore.Validated(settings), parsed.GetValue(demo), cancellationToken);
        });
        return command;
    }

    private static void MakeFolder(SipRingHome home)
    {
        try
        {
            home.Create();
        }
        catch (IOException e) when (!StartFailure.IsDiskFull(e))
        {
            throw new SettingsException($"{home.Root} cannot be the home folder: {e.Message} Choose another one with --home DIR.");
        }
    }

    private static Option<string?> Text(string name, string helpName, string description) =>
        new(name) { HelpName = helpName, Description = description };
}
