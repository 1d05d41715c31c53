using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MySqlConnector;
using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Queues;
using SipRing.CallCenter.Settings;

namespace SipRing.CallCenter.Connection;

/// <summary>
/// The extensions and queues of a PBX that is managed elsewhere, as it tells them itself: by the manager interface, and names where they
/// can be read. Read at every connection, after a reload there, and every few minutes.
/// </summary>
public sealed partial class ExistingDirectory(IAmiClient ami, SipRingSettings settings, SecretBox box, TimeProvider time, ILogger<ExistingDirectory> logger)
    : BackgroundService, IPbxDirectory, IMemberPlaces
{
    private static readonly TimeSpan s_again = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(2);
    private volatile Known _known = new([], []);

    private sealed record Known(IReadOnlyList<Extension> Extensions, IReadOnlyList<CallQueue> Queues);

    public event Action? Changed;

    public Task<IReadOnlyList<Extension>> ExtensionsAsync(CancellationToken cancellationToken) => Task.FromResult(_known.Extensions);

    public Task<IReadOnlyList<CallQueue>> QueuesAsync(CancellationToken cancellationToken) => Task.FromResult(_known.Queues);

    public Task<bool> HasQueueAsync(string number, CancellationToken cancellationToken) => Task.FromResult(_known.Queues.Any(q => q.Number == number));

    public Task<bool> HasExtensionAsync(string number, CancellationToken cancellationToken) => Task.FromResult(_known.Extensions.Any(e => e.Number == number));

    // How long a queue leaves its operators alone, this PBX tells nobody; it sees to it by itself.
    public Task<int> WrapUpSecondsAsync(string queue, CancellationToken cancellationToken) => Task.FromResult(0);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                using var subscription = ami.Subscribe();
                var again = DateTimeOffset.MinValue;
                while (true)
                {
                    using var wait = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                    wait.CancelAfter(s_again);
                    var told = await ToldAsync(subscription, wait.Token, stoppingToken);
                    if (ami.State != AmiConnectionState.Ready || (!told && time.GetUtcNow() < again))
                        continue;
                    again = time.GetUtcNow() + s_again;
                    await ReadAsync(stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                LogNotRead(e.Message);
                await Task.Delay(s_retry, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Waits for something that may have changed what there is: a connection, a reload. False where only time has passed.</summary>
    private static async Task<bool> ToldAsync(IAmiSubscription subscription, CancellationToken wait, CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var item in subscription.Items.ReadAllAsync(wait))
            {
                if (item is AmiFeedItem.Connected or AmiFeedItem.Event { Message.Event: "Reload" or "ModuleLoadReport" or "FullyBooted" })
                    return true;
            }
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            return false;
        }

        stoppingToken.ThrowIfCancellationRequested();
        throw new OperationCanceledException(stoppingToken);
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var names = await NamesAsync(cancellationToken);
        var phones = await PhonesAsync(cancellationToken);
        var asked = await AskNamesAsync(phones.Where(p => !names.Extensions.ContainsKey(p)), cancellationToken);
        var extensions = phones.Select(p => new Extension(p, names.Extensions.GetValueOrDefault(p) ?? asked.GetValueOrDefault(p) ?? p)).OrderBy(e => e.Number, StringComparer.Ordinal).ToList();
        var queues = (await QueuesOfAsteriskAsync(names.Queues, cancellationToken)).OrderBy(q => q.Number, StringComparer.Ordinal).ToList();
        var before = _known;
        _known = new(extensions, queues);
        if (before.Extensions.SequenceEqual(extensions) && before.Queues.SequenceEqual(queues))
            return;
        LogRead(extensions.Count, queues.Count);
        Changed?.Invoke();
    }

    // Every phone of a FreePBX has a hint, and hints may be listed with the daily login; endpoints may not.
    private async Task<IReadOnlyCollection<string>> PhonesAsync(CancellationToken cancellationToken)
    {
        var phones = new HashSet<string>(StringComparer.Ordinal);
        foreach (var hint in (await ami.SendListAsync(new("ExtensionStateList"), cancellationToken)).Events)
        {
            if (hint["Exten"] is { Length: > 0 } number && number.All(char.IsAsciiDigit) && (hint["Hint"] ?? "").Split('&', ',').Any(d => QueueMembers.Extension(d) == number))
                phones.Add(number);
        }

        // Where hints are missing, the device states know every endpoint.
        foreach (var device in (await ami.SendListAsync(new("DeviceStateList"), cancellationToken)).Events)
        {
            if (QueueMembers.Extension(device["Device"]) is { Length: > 0 } number && number.All(char.IsAsciiDigit))
                phones.Add(number);
        }

        return phones;
    }

    private async Task<List<CallQueue>> QueuesOfAsteriskAsync(IReadOnlyDictionary<string, string> names, CancellationToken cancellationToken)
    {
        var queues = new List<CallQueue>();
        foreach (var queue in (await ami.SendListAsync(new("QueueStatus"), cancellationToken)).Events.Where(e => e.Event == "QueueParams"))
        {
            // Every Asterisk has a queue of that name in its samples, and no call ever comes to it.
            if (queue["Queue"] is not { Length: > 0 } number || number == "default")
                continue;
            queues.Add(new()
            {
                Number = number,
                Name = names.GetValueOrDefault(number) ?? number,
                MaxLength = Number(queue["Max"]),
                ServiceLevelSeconds = Number(queue["ServiceLevel"]) is > 0 and var level ? level : 20,
            });
        }

        return queues;
    }

    // FreePBX keeps a caller's name of every user in Asterisk's own database.
    private async Task<Dictionary<string, string>> AskNamesAsync(IEnumerable<string> phones, CancellationToken cancellationToken)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var phone in phones)
        {
            var answer = await ami.SendListAsync(new AmiAction("DBGet").With("Family", $"AMPUSER/{phone}").With("Key", "cidname"), cancellationToken);
            if (answer.Response["Message"]?.Contains("denied", StringComparison.OrdinalIgnoreCase) == true)
                break;
            if (answer.Events.Select(e => e["Val"]).FirstOrDefault(v => !string.IsNullOrWhiteSpace(v)) is { } name)
                names[phone] = name;
        }

        return names;
    }

    /// <summary>The names that FreePBX keeps in its own database, where this login may read them.</summary>
    private async Task<(IReadOnlyDictionary<string, string> Extensions, IReadOnlyDictionary<string, string> Queues)> NamesAsync(CancellationToken cancellationToken)
    {
        var (extensions, queues) = (new Dictionary<string, string>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal));
        try
        {
            if (settings.Existing is not { } existing || PbxReach.MySql(existing, box, "asterisk") is not { } login)
                return (extensions, queues);
            await using var connection = new MySqlConnection(login);
            await connection.OpenAsync(cancellationToken);
            await FillAsync(new("SELECT extension, name FROM users", connection), extensions, cancellationToken);
            await FillAsync(new("SELECT extension, descr FROM queues_config", connection), queues, cancellationToken);
        }
        catch (Exception e) when (e is MySqlException or SecretException)
        {
            LogNoNames(e.Message);
        }

        return (extensions, queues);
    }

    private static async Task FillAsync(MySqlCommand command, Dictionary<string, string> names, CancellationToken cancellationToken)
    {
        await using var reading = command;
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            if (!row.IsDBNull(0) && !row.IsDBNull(1) && row.GetString(1).Trim() is { Length: > 0 } name)
                names[row.GetString(0)] = name;
        }
    }

    private static int Number(string? text) => int.TryParse(text, out var number) ? number : 0;

    [LoggerMessage(3130, LogLevel.Information, "The PBX has {Extensions} extensions and {Queues} queues")]
    private partial void LogRead(int extensions, int queues);

    [LoggerMessage(3131, LogLevel.Warning, "Extensions and queues of the PBX could not be read; the last known stay: {Reason}")]
    private partial void LogNotRead(string reason);

    [LoggerMessage(3132, LogLevel.Information, "The names of extensions and queues in FreePBX's database cannot be read: {Reason}")]
    private partial void LogNoNames(string reason);
}
