using SipRing.Asterisk.Configuration;
using SipRing.CallCenter.Pbx.Versions;
using SipRing.CallCenter.Queues;

namespace SipRing.CallCenter.Pbx.Parts;

/// <summary>The numbers of phones and queues in the dialplan.</summary>
public sealed class NumbersPart : PbxPart
{
    private const string Phones = "sipring-extensions";
    private const string Visits = "sipring-queues";

    public override string File => "extensions_sipring.conf";

    public override string Module => "pbx_config.so";

    public override int Order => 40;

    public override string Write(PbxConfiguration configuration, AsteriskTree tree)
    {
        var file = GeneratedText.New();
        var phones = file.Add(Phones);
        foreach (var extension in configuration.Extensions)
        {
            var number = extension.Number;
            phones
                .AddArrow("exten", $"{number},hint,PJSIP/{number}")
                .AddArrow("exten", extension.RecordCalls ? $"{number},1,Gosub(sipring-dial,{number},1(record))" : $"{number},1,Gosub(sipring-dial,{number},1)")
                .AddArrow("exten", $"{number},n,Hangup()");
        }

        var visits = file.Add(Visits);
        foreach (var queue in configuration.Queues)
        {
            visits
                .AddArrow("exten", $"{queue.Number},1,Gosub(sipring-queue,{queue.Number},1({LongestWait(queue)}))")
                .AddArrow("exten", $"{queue.Number},n,Hangup()");
        }

        AddAfter(file, "sipring-queue-timeout", configuration, q => q.AfterTimeout);
        AddAfter(file, "sipring-queue-full", configuration, q => q.AfterFull);
        AddAfter(file, "sipring-queue-empty", configuration, q => q.AfterEmpty);
        foreach (var queue in configuration.Queues.Where(q => q.Keys.Count > 0))
        {
            var keys = file.Add(KeysContext(queue.Number));
            foreach (var key in queue.Keys)
                AddSteps(keys, key.Key, key.Destination);
        }

        return file.ToString();
    }

    /// <summary>Where the keys lead that a caller may press while waiting.</summary>
    internal static string KeysContext(string queue) => $"sipring-queue-keys-{queue}";

    // The visit (pbx/etc/extensions.conf) looks for its queue here; where it is not, it says its word and hangs up.
    private static void AddAfter(ConfigurationFile file, string context, PbxConfiguration configuration, Func<CallQueue, Destination?> after)
    {
        var section = file.Add(context);
        foreach (var queue in configuration.Queues)
        {
            if (after(queue) is { } destination)
                AddSteps(section, queue.Number, destination);
        }
    }

    private static void AddSteps(ConfigurationSection section, string extension, Destination destination)
    {
        var priority = "1";
        foreach (var step in DestinationDialplan.Steps(destination))
        {
            section.AddArrow("exten", $"{extension},{priority},{step}");
            priority = "n";
        }
    }

    public override async Task<string?> VerifyAsync(IReadOnlyList<PbxItemChange> changes, PbxConfiguration after, PbxManager asterisk, CancellationToken cancellationToken)
    {
        foreach (var context in (string[])[Phones, Visits])
        {
            var kind = context == Phones ? PbxKind.Extension : PbxKind.Queue;
            var numbers = changes.Where(c => c.Kind == kind).ToList();
            if (numbers.Count == 0)
                continue;
            var known = await asterisk.NumbersAsync(context, [.. numbers.Select(n => n.Key)], cancellationToken);
            foreach (var number in numbers)
            {
                if (known.Contains(number.Key) != (number.Change != PbxItemChangeKind.Removed))
                    return number.Change == PbxItemChangeKind.Removed ? $"Number {number.Key} is still in the dialplan." : $"Number {number.Key} is not in the dialplan after the reload.";
            }
        }

        return null;
    }

    // Queue() takes 0 at its word and sends the caller out at once; without limit is to say nothing.
    private static string LongestWait(CallQueue queue) => queue.TimeoutSeconds == 0 ? "" : GeneratedText.Of(queue.TimeoutSeconds);
}
