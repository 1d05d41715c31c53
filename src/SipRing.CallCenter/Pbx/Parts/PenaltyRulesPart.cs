namespace SipRing.CallCenter.Pbx.Parts;

/// <summary>Which penalties count after how long a wait, a rule per queue that has any.</summary>
public sealed class PenaltyRulesPart : PbxPart
{
    public override string File => "queuerules_sipring.conf";

    public override string Module => "app_queue.so";

    public override int Order => 19;

    public override string Write(PbxConfiguration configuration, AsteriskTree tree)
    {
        var file = GeneratedText.New();
        foreach (var queue in configuration.Queues.Where(q => q.PenaltyRules.Count > 0))
        {
            var rule = file.Add(queue.Number);
            foreach (var step in queue.PenaltyRules.OrderBy(r => r.AfterSeconds))
                rule.AddArrow("penaltychange", FormattableString.Invariant($"{step.AfterSeconds},{step.GreatestPenalty},{step.LeastPenalty}"));
        }

        return file.ToString();
    }
}
