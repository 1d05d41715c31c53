using System.Threading.Channels;
using SipRing.Asterisk.Ami;
using SipRing.Asterisk.Configuration;

namespace SipRing.Testing.FakeAsterisk;

/// <summary>
/// What Asterisk's queue application does with members, in memory, with its own sentences; it can be restarted, can lose
/// members, and can carry an action out, or not, and lose the answer.
/// </summary>
public sealed class FakeQueues : IAmiClient
{
    private static readonly string[] s_phones = ["pjsip_sipring.conf", "pjsip_trunks_sipring.conf"];
    private readonly Lock _lock = new();
    private readonly List<Channel<AmiFeedItem>> _feeds = [];
    private readonly Dictionary<(string Queue, string Interface), FakeMember> _members = [];
    private readonly List<string> _log = [];
    private readonly Dictionary<string, string> _globals = [];
    private long _session = 1;
    private int _started = 1;

    public HashSet<string> Queues { get; } = ["450", "451"];

    /// <summary>Lines of queue_log as "queue|interface|message", in order.</summary>
    public IReadOnlyList<string> Log
    {
        get
        {
            lock (_lock)
                return [.. _log];
        }
    }

    /// <summary>Channels as CoreShowChannels tells them.</summary>
    public IReadOnlyList<AmiMessage> Channels { get; set; } = [];

    /// <summary>Actions on calls that were carried out, as "name header=value …".</summary>
    public List<string> Acts { get; } = [];

    /// <summary>The folder of the generated files, where the test changes the configuration.</summary>
    public string? Files { get; set; }

    /// <summary>What lists tell, by the name of the action; of one endpoint by "PJSIPShowEndpoint NAME".</summary>
    public Dictionary<string, IReadOnlyList<AmiMessage>> Lists { get; } = new(StringComparer.Ordinal);

    /// <summary>What was done before does not count; members stay.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            _log.Clear();
            Acts.Clear();
        }
    }

    /// <summary>How often the members were listed.</summary>
    public int Comparisons { get; private set; }

    public AmiConnectionState State { get; private set; } = AmiConnectionState.Ready;

    /// <summary>The next action of this name is carried out, or not, and its answer is lost.</summary>
    public (string Action, bool CarriedOut)? LoseAnswerOf { get; set; }

    public IReadOnlyDictionary<(string Queue, string Interface), FakeMember> Members
    {
        get
        {
            lock (_lock)
                return new Dictionary<(string, string), FakeMember>(_members);
        }
    }

    public void Start()
    {
    }

    public IAmiSubscription Subscribe()
    {
        var channel = Channel.CreateUnbounded<AmiFeedItem>();
        lock (_lock)
        {
            _feeds.Add(channel);
            if (State == AmiConnectionState.Ready)
                channel.Writer.TryWrite(new AmiFeedItem.Connected(_session, "fake"));
        }

        return new Subscription(channel);
    }

    public void Disconnect() => Publish(() =>
    {
        State = AmiConnectionState.Disconnected;
        return new AmiFeedItem.Disconnected(_session, "test");
    });

    public void Connect() => Publish(() =>
    {
        State = AmiConnectionState.Ready;
        return new AmiFeedItem.Connected(++_session, "fake");
    });

    /// <summary>Asterisk begins anew; its members are gone unless it kept them.</summary>
    public void Restart(bool keepMembers)
    {
        Disconnect();
        lock (_lock)
        {
            _started++;
            if (!keepMembers)
                _members.Clear();
        }

        Connect();
    }

    /// <summary>Somebody at Asterisk's console; SipRing sees the event if it is connected.</summary>
    public void RemoveByConsole(string queue, string @interface) => Publish(() =>
    {
        _members.Remove((queue, @interface));
        return Event("QueueMemberRemoved", queue, @interface);
    });

    public void PauseByConsole(string queue, string @interface, string reason) => Publish(() =>
    {
        _members[(queue, @interface)] = _members[(queue, @interface)] with { Paused = true, Reason = reason };
        return Event("QueueMemberPause", queue, @interface);
    });

    /// <summary>Something that happened to a member.</summary>
    public void Publish(string name, string queue, string @interface, params (string Name, string Value)[] more) =>
        Publish(() => new AmiFeedItem.Event(Message([("Event", name), ("Queue", queue), ("Interface", @interface), .. more])));

    /// <summary>A variable that the dialplan sees.</summary>
    public string Global(string name)
    {
        lock (_lock)
            return _globals.GetValueOrDefault(name, "");
    }

    public void AddByConsole(string queue, string @interface) => Publish(() =>
    {
        _members[(queue, @interface)] = new("somebody", false, "");
        return Event("QueueMemberAdded", queue, @interface);
    });

    /// <summary>An event about a member that SipRing knows nothing of.</summary>
    public void PublishUnrelatedChange() => Publish(() => Event("QueueMemberAdded", "elsewhere", "PJSIP/999"));

    public Task<AmiMessage> SendAsync(AmiAction action, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (State != AmiConnectionState.Ready)
                throw new AmiNotConnectedException("not connected");
            if (LoseAnswerOf is { } lost && lost.Action == action.Name)
            {
                LoseAnswerOf = null;
                if (lost.CarriedOut)
                    Act(action);
                throw new AmiOutcomeUnknownException("lost");
            }

            return Task.FromResult(Act(action));
        }
    }

    public Task<AmiListResponse> SendListAsync(AmiAction action, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (State != AmiConnectionState.Ready)
                throw new AmiNotConnectedException("not connected");
            if (action.Name == "CoreShowChannels")
                return Task.FromResult(new AmiListResponse(Success("Channels will follow"), Channels));
            if (action.Name == "PJSIPShowRegistrationsOutbound")
                return Task.FromResult(new AmiListResponse(Success("follows"), Lists.GetValueOrDefault(action.Name, [])));
            if (action.Name is "PJSIPShowEndpoint" or "ShowDialPlan" or "QueueSummary")
                return Task.FromResult(Proof(action));
            Comparisons++;
            var events = Queues.Select(q => Message(("Event", "QueueParams"), ("Queue", q)))
                .Concat(_members.Select(m => Message(
                    ("Event", "QueueMember"), ("Queue", m.Key.Queue), ("Name", m.Value.Name), ("Location", m.Key.Interface), ("Membership", "dynamic"),
                    ("Paused", m.Value.Paused ? "1" : "0"), ("PausedReason", m.Value.Reason))));
            return Task.FromResult(new AmiListResponse(Success("Queue status will follow"), [.. events]));
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static readonly string[] s_dialplan = ["extensions_sipring.conf", "extensions_routes_sipring.conf"];

    // The proof of a changed configuration: this Asterisk has whatever stands in its files.
    private AmiListResponse Proof(AmiAction action)
    {
        string Header(string name) => action.Headers.First(h => h.Key == name).Value;
        ConfigurationFile Read(string file) => ConfigurationFile.Parse(File.ReadAllText(Path.Combine(Files!, file)));
        if (action.Name == "QueueSummary")
            return new(Success("follows"), [.. Read("queues_sipring.conf").Sections.Select(s => Message(("Event", "QueueSummary"), ("Queue", s.Name)))]);
        if (action.Name == "PJSIPShowEndpoint")
        {
            var endpoint = Header("Endpoint");
            return s_phones.Any(f => Read(f).Find(endpoint).Any()) ? new(Success("follows"), Lists.GetValueOrDefault("PJSIPShowEndpoint " + endpoint, [])) : new(Error("not found"), []);
        }

        var known = s_dialplan.Any(f => Read(f).Find(Header("Context")).Any(s => s.Values("exten").Any(e => e.StartsWith(Header("Extension") + ",1,", StringComparison.Ordinal))));
        return new(known ? Success("follows") : Error("not found"), []);
    }

    private AmiMessage Act(AmiAction action)
    {
        string Header(string name) => action.Headers.FirstOrDefault(h => h.Key == name).Value ?? "";
        var key = (Queue: Header("Queue"), Interface: Header("Interface"));
        switch (action.Name)
        {
            case "QueueLog":
                _log.Add($"{key.Queue}|{key.Interface}|{Header("Message")}");
                return Success("Event added successfully");
            case "Setvar":
                _globals[Header("Variable")] = Header("Value");
                return Success("Variable Set");
            case "PJSIPRegister" or "PJSIPQualify":
                Acts.Add($"{action.Name} {string.Join(' ', action.Headers.Select(h => $"{h.Key}={h.Value}"))}");
                return Success("done");
            case "Reload":
                return Success("Module reloaded");
            case "CoreStatus":
                return Message(("Response", "Success"), ("CoreStartupDate", "2026-11-23"), ("CoreStartupTime", $"10:00:{_started:00}"));
            case "QueueAdd" when !Queues.Contains(key.Queue):
                return Error("Unable to add interface to queue: No such queue");
            case "QueueAdd" when _members.ContainsKey(key):
                return Error("Unable to add interface: Already there");
            case "QueueAdd":
                _members[key] = new(Header("MemberName"), Header("Paused") == "1", "");
                return Success("Added interface to queue");
            case "QueueRemove" when !_members.Remove(key):
                return Error("Unable to remove interface: Not there");
            case "QueueRemove":
                return Success("Removed interface from queue");
            case "QueuePause" when key.Queue.Length == 0:
                var places = _members.Keys.Where(m => m.Interface == key.Interface).ToList();
                foreach (var place in places)
                    _members[place] = _members[place] with { Paused = Header("Paused") == "true", Reason = Header("Reason") };
                return places.Count > 0 ? Success("Interface paused successfully") : Error("Interface not found");
            case "QueuePause" when !_members.ContainsKey(key):
                return Error("Interface not found");
            case "QueuePause":
                _members[key] = _members[key] with { Paused = Header("Paused") == "true", Reason = Header("Reason") };
                return Success("Interface paused successfully");
            case "Getvar":
                return Message(("Response", "Success"), ("Value", Header("Variable").Contains(",599,", StringComparison.Ordinal) ? "0" : "1"));
            case "Hangup" or "BlindTransfer" or "Redirect" or "QueueWithdrawCaller" or "Originate":
                Acts.Add($"{action.Name} {string.Join(' ', action.Headers.Select(h => $"{h.Key}={h.Value}"))}");
                return Success("done");
            default:
                return Error("Invalid/unknown command");
        }
    }

    private void Publish(Func<AmiFeedItem> change)
    {
        lock (_lock)
        {
            var item = change();
            if (State == AmiConnectionState.Ready || item is AmiFeedItem.Disconnected)
                _feeds.ForEach(feed => feed.Writer.TryWrite(item));
        }
    }

    private static AmiFeedItem.Event Event(string name, string queue, string @interface) =>
        new(Message(("Event", name), ("Queue", queue), ("Interface", @interface)));

    private static AmiMessage Success(string message) => Message(("Response", "Success"), ("Message", message));

    private static AmiMessage Error(string message) => Message(("Response", "Error"), ("Message", message));

    private static AmiMessage Message(params (string Name, string Value)[] headers) => new([.. headers.Select(h => KeyValuePair.Create(h.Name, h.Value))]);

    private sealed record Subscription(Channel<AmiFeedItem> Feed) : IAmiSubscription
    {
        public ChannelReader<AmiFeedItem> Items => Feed.Reader;

        public void Dispose() => Feed.Writer.TryComplete();
    }
}

public sealed record FakeMember(string Name, bool Paused, string Reason);
