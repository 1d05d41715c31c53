using SipRing.CallCenter.Agents.WrapUps;
using SipRing.CallCenter.Pbx.Versions;
using SipRing.CallCenter.Queues;

namespace SipRing.CallCenter.Pbx.Parts;

/// <summary>The queues, for app_queue.</summary>
public sealed class QueuesPart : PbxPart
{
    public override string File => "queues_sipring.conf";

    public override string Module => "app_queue.so";

    public override int Order => 20;

    public override string Write(PbxConfiguration configuration, AsteriskTree tree)
    {
        var file = GeneratedText.New();
        foreach (var queue in configuration.Queues)
        {
            file.Add(queue.Number)
                .Add("strategy", queue.Strategy.ToAsterisk())
                .Add("timeout", GeneratedText.Of(queue.RingSeconds))
                .Add("retry", GeneratedText.Of(queue.RetrySeconds))
                .Add("wrapuptime", GeneratedText.Of(WrapUp.Guard(queue.WrapUpSeconds)))
                .Add("maxlen", GeneratedText.Of(queue.MaxLength))
                .Add("servicelevel", GeneratedText.Of(queue.ServiceLevelSeconds))
                .Add("musicclass", "default")
                .Add("ringinuse", "no")
                // A queue that nobody has logged in to lets callers wait for somebody.
                .Add("joinempty", "yes")
                .Add("leavewhenempty", "no")
                .Add("autopause", "no")
                .Add("reportholdtime", "no")
                .Add("announce-frequency", "0")
                .Add("timeoutrestart", "no");
        }

        return file.ToString();
    }

    public override async Task<string?> VerifyAsync(IReadOnlyList<PbxItemChange> changes, PbxConfiguration after, PbxManager asterisk, CancellationToken cancellationToken)
    {
        var queues = changes.Where(c => c.Kind == PbxKind.Queue).ToList();
        if (queues.Count == 0)
            return null;
        var known = await asterisk.QueuesAsync([.. queues.Select(c => c.Key)], cancellationToken);
        foreach (var queue in queues)
        {
            // A removed one stays until the last of its callers has left.
            if (queue.Change != PbxItemChangeKind.Removed && !known.Contains(queue.Key))
                return $"There is no queue {queue.Key} after the reload.";
        }

        return null;
    }
}
