using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Settings;
using static SipRing.CallCenter.Connection.FindingState;

namespace SipRing.CallCenter.Connection;

/// <summary>Tries the manager interface: reach, login, every right that is needed by an act that does nothing, contents, clock.</summary>
internal sealed class AmiTest(ExistingPbx pbx, SecretBox box, TimeProvider time)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan s_echoLimit = TimeSpan.FromSeconds(2);

    /// <summary>Calls and queue_log may be compared by second: more than this is seen in the reports.</summary>
    private static readonly TimeSpan s_clockLimit = TimeSpan.FromSeconds(2);

    // Each of these names nothing that exists: with the right Asterisk says so, without it says "Permission denied".
    private static readonly (string Right, Func<AmiAction> Act)[] s_needed =
    [
        ("call", () => new AmiAction("Hangup").With("Channel", "SipRing/nobody")),
        ("agent", () => new AmiAction("QueuePause").With("Interface", "SipRing/nobody").With("Paused", "false")),
        ("originate", () => new AmiAction("Originate").With("Channel", "SipRing/nobody").With("Exten", "").With("Context", "")),
        ("reporting", () => new AmiAction("DBGet").With("Family", "SipRing").With("Key", "nobody")),
        ("user", () => new AmiAction("UserEvent").With("UserEvent", EchoName)),
    ];

    private const string EchoName = "SipRingTest";

    public async IAsyncEnumerable<ConnectionFinding> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (here, unreachable) = await ReachAsync(cancellationToken);
        if (unreachable is not null)
        {
            yield return unreachable;
            yield break;
        }

        yield return new(ConnectionStep.Reach, Good, "ami-reached", $"Asterisk's manager interface answers at {pbx.AmiHost}:{pbx.AmiPort}.", null, pbx.AmiHost, pbx.AmiPort);
        await using var daily = new AmiClient(PbxReach.Ami(pbx, box) with { LoginTimeout = s_limit, ActionTimeout = s_limit });
        if (await LogInAsync(daily, pbx.AmiUser, cancellationToken) is { } refused)
        {
            yield return refused with { Paste = PasteLines.Manager(pbx.AmiUser, pbx.ConfigurationUser, here) };
            yield break;
        }

        yield return new(ConnectionStep.Login, Good, "ami-logged-in", $"The login {pbx.AmiUser} is accepted.", null, pbx.AmiUser);
        await foreach (var finding in RightsAsync(daily, here, cancellationToken))
            yield return finding;
        await foreach (var finding in SecondAsync(here, cancellationToken))
            yield return finding;
        yield return await ContentsAsync(daily, cancellationToken);
        yield return await ClockAsync(daily, cancellationToken);
    }

    private async Task<(string Here, ConnectionFinding? Problem)> ReachAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(s_limit);
            using var tcp = new TcpClient();
            await tcp.ConnectAsync(pbx.AmiHost, pbx.AmiPort, limit.Token);
            var here = ((IPEndPoint)tcp.Client.LocalEndPoint!).Address is var address && address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
            var banner = new byte[64];
            var read = await tcp.GetStream().ReadAsync(banner, limit.Token);
            return System.Text.Encoding.ASCII.GetString(banner, 0, read).StartsWith("Asterisk Call Manager", StringComparison.Ordinal)
                ? (here.ToString(), null)
                : ("", new(ConnectionStep.Reach, Bad, "ami-other-service", $"Something else than Asterisk's manager interface answers at {pbx.AmiHost}:{pbx.AmiPort}; its usual port is 5038.", null, pbx.AmiHost, pbx.AmiPort));
        }
        catch (Exception e) when (e is SocketException or IOException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            var reason = e is OperationCanceledException ? "no answer" : e.Message;
            return ("", new(
                ConnectionStep.Reach, Bad, "ami-unreachable",
                $"{pbx.AmiHost}:{pbx.AmiPort} cannot be reached: {reason}. Look at the address, at bindaddr in manager.conf, and at the firewall of the PBX.",
                "; /etc/asterisk/manager.conf\n[general]\nenabled = yes\nport = 5038\nbindaddr = 0.0.0.0\n",
                pbx.AmiHost, pbx.AmiPort, reason));
        }
    }

    private static async Task<ConnectionFinding?> LogInAsync(AmiClient client, string user, CancellationToken cancellationToken)
    {
        using var subscription = client.Subscribe();
        client.Start();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_limit);
        try
        {
            while (client.State != AmiConnectionState.Ready)
            {
                if (client is { State: AmiConnectionState.Disconnected, LastError: { } error })
                    return Refused(user, error);
                using var soon = CancellationTokenSource.CreateLinkedTokenSource(limit.Token);
                soon.CancelAfter(TimeSpan.FromMilliseconds(50));
                await subscription.Items.WaitToReadAsync(soon.Token).AsTask().ContinueWith(_ => { }, TaskScheduler.Default);
                limit.Token.ThrowIfCancellationRequested();
            }

            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Refused(user, client.LastError ?? "no answer");
        }
    }

    private static ConnectionFinding Refused(string user, string reason) => new(
        ConnectionStep.Login, Bad, "ami-refused",
        $"The login {user} is refused: {reason} Look at the name, the secret and the line permit of its section.", null, user, reason);

    private async IAsyncEnumerable<ConnectionFinding> RightsAsync(AmiClient daily, string here, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var missing = new List<string>();
        using var echo = daily.Subscribe();
        foreach (var (right, act) in s_needed)
        {
            if (await IsDeniedAsync(daily, act(), cancellationToken))
                missing.Add(right);
        }

        if (missing.Count > 0)
        {
            var names = string.Join(", ", missing);
            yield return new(
                ConnectionStep.Rights, Bad, "ami-write-missing", $"The login lacks in its line write: {names}.",
                PasteLines.Manager(pbx.AmiUser, pbx.ConfigurationUser, here), names);
        }

        if (!missing.Contains("user") && !await HeardAsync(echo, cancellationToken))
        {
            yield return new(
                ConnectionStep.Rights, Bad, "ami-read-missing", "The login does not hear events: its line read must be system,call,agent,user.",
                PasteLines.Manager(pbx.AmiUser, pbx.ConfigurationUser, here), "user");
        }
        else if (missing.Count == 0)
        {
            yield return new(ConnectionStep.Rights, Good, "ami-rights", "The login may do what SipRing needs every day.");
        }

        var tooMuch = new List<string>();
        if (!await IsDeniedAsync(daily, new AmiAction("Command").With("Command", "core show version"), cancellationToken))
            tooMuch.Add("command");
        if (!await IsDeniedAsync(daily, new AmiAction("Reload").With("Module", "sipring-nothing"), cancellationToken))
            tooMuch.Add("system/config");
        if (tooMuch.Count > 0)
        {
            var names = string.Join(", ", tooMuch);
            yield return new(
                ConnectionStep.Rights, Warning, "ami-too-much", $"The login may do more than it should: {names}. Whoever steals it can run programs on the PBX; take these out of its line write.",
                PasteLines.Manager(pbx.AmiUser, pbx.ConfigurationUser, here), names);
        }
    }

    private async IAsyncEnumerable<ConnectionFinding> SecondAsync(string here, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (PbxReach.Configuration(pbx, box) is not { } options)
            yield break;
        await using var second = new AmiClient(options with { LoginTimeout = s_limit, ActionTimeout = s_limit });
        if (await LogInAsync(second, options.Username, cancellationToken) is { } refused)
        {
            yield return refused with { Step = ConnectionStep.Configuration, Paste = PasteLines.Manager(pbx.AmiUser, options.Username, here) };
            yield break;
        }

        yield return await IsDeniedAsync(second, new AmiAction("Reload").With("Module", "sipring-nothing"), cancellationToken)
            ? new(ConnectionStep.Configuration, Bad, "ami-write-missing", "The login lacks in its line write: config, system.", PasteLines.Manager(pbx.AmiUser, options.Username, here), "config, system")
            : new(ConnectionStep.Configuration, Good, "ami-logged-in", $"The login {options.Username} is accepted.", null, options.Username);
    }

    private async Task<ConnectionFinding> ContentsAsync(AmiClient daily, CancellationToken cancellationToken)
    {
        try
        {
            var queues = (await daily.SendListAsync(new("QueueStatus"), cancellationToken)).Events.Count(e => e.Event == "QueueParams" && e["Queue"] != "default");
            var phones = (await daily.SendListAsync(new("ExtensionStateList"), cancellationToken)).Events
                .Select(e => e["Exten"]).Where(e => e is { Length: > 0 } && e.All(char.IsAsciiDigit)).Distinct().Count();
            return queues == 0
                ? new(ConnectionStep.Contents, Warning, "contents-no-queues", $"The PBX has {phones} extensions with hints and no queue yet.", null, phones)
                : new(ConnectionStep.Contents, Good, "contents", $"The PBX has {phones} extensions with hints and {queues} queues.", null, phones, queues);
        }
        catch (AmiException e)
        {
            return new(ConnectionStep.Contents, Bad, "contents-unread", $"Queues and extensions could not be read: {e.Message}", null, e.Message);
        }
    }

    private async Task<ConnectionFinding> ClockAsync(AmiClient daily, CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow();
        try
        {
            var pong = await daily.SendAsync(new("Ping"), cancellationToken);
            var after = time.GetUtcNow();
            if (!double.TryParse(pong["Timestamp"], NumberStyles.Float, CultureInfo.InvariantCulture, out var theirs))
                return new(ConnectionStep.Clock, Note, "clock-unknown", "This Asterisk does not tell its time.");
            var apart = DateTimeOffset.UnixEpoch.AddSeconds(theirs) - (before + ((after - before) / 2));
            var seconds = Math.Round(apart.TotalSeconds, 1);
            return apart.Duration() > s_clockLimit
                ? new(ConnectionStep.Clock, Warning, "clock-apart", $"The clock of the PBX is {seconds} s off. Times in reports are the PBX's; let both machines follow a time server.", "timedatectl set-ntp true\n", seconds)
                : new(ConnectionStep.Clock, Good, "clock-together", "The clocks agree.");
        }
        catch (AmiException e)
        {
            return new(ConnectionStep.Clock, Bad, "contents-unread", $"Queues and extensions could not be read: {e.Message}", null, e.Message);
        }
    }

    private static async Task<bool> IsDeniedAsync(AmiClient client, AmiAction action, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await client.SendAsync(action, cancellationToken);
            return answer["Message"]?.Contains("permission denied", StringComparison.OrdinalIgnoreCase) == true;
        }
        catch (AmiException)
        {
            return true;
        }
    }

    // What one says with the right to write user events comes back to whoever may read them.
    private static async Task<bool> HeardAsync(IAmiSubscription subscription, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_echoLimit);
        try
        {
            await foreach (var item in subscription.Items.ReadAllAsync(limit.Token))
            {
                if (item is AmiFeedItem.Event { Message: { Event: "UserEvent" } told } && told["UserEvent"] == EchoName)
                    return true;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }

        return false;
    }
}
