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
            phones
                .AddArrow("exten", $"{extension.Number},hint,PJSIP/{extension.Number}")
                .AddArrow("exten", $"{extension.Number},1,Gosub(sipring-dial,{extension.Number},1)")
                .AddArrow("exten", $"{extension.Number},n,Hangup()");
        }

        var visits = file.Add(Visits);
        foreach (var queue in configuration.Queues)
        {
            visits
                .AddArrow("exten", $"{queue.Number},1,Gosub(sipring-queue,{queue.Number},1({LongestWait(queue)}))")
                .AddArrow("exten", $"{queue.Number},n,Hangup()");
        }

        return file.ToString();
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
