using SipRing.Asterisk.Configuration;
using SipRing.CallCenter.Agents.WrapUps;
using SipRing.CallCenter.Pbx.Sounds;
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
            var section = file.Add(queue.Number)
                .Add("strategy", queue.Strategy.ToAsterisk())
                .Add("timeout", GeneratedText.Of(queue.RingSeconds))
                .Add("retry", GeneratedText.Of(queue.RetrySeconds))
                .Add("wrapuptime", GeneratedText.Of(WrapUp.Guard(queue.WrapUpSeconds)))
                .Add("maxlen", GeneratedText.Of(queue.MaxLength))
                .Add("servicelevel", GeneratedText.Of(queue.ServiceLevelSeconds))
                .Add("weight", GeneratedText.Of(queue.Weight))
                .Add("musicclass", queue.MusicClass is { } music ? PbxRules.Safe(music) : "default")
                .Add("ringinuse", GeneratedText.Of(queue.RingInUse))
                .Add("autofill", GeneratedText.Of(queue.AutoFill))
                .Add("joinempty", queue.JoinEmpty == QueueEmptyRule.Never ? "yes" : Emptiness(queue.JoinEmpty))
                .Add("leavewhenempty", queue.LeaveEmpty == QueueEmptyRule.Never ? "no" : Emptiness(queue.LeaveEmpty))
                .Add("autopause", "no")
                .Add("reportholdtime", GeneratedText.Of(queue.ReportHoldTime))
                .Add("memberdelay", GeneratedText.Of(queue.MemberDelaySeconds))
                .Add("timeoutrestart", GeneratedText.Of(queue.RingTimeRestarts))
                .Add("timeoutpriority", queue.LongestWaitFirst ? "app" : "conf")
                .Add("penaltymemberslimit", GeneratedText.Of(queue.PenaltiesFromOperators));
            AddAnnouncements(section, queue.Announcements, configuration.Announcements);
            if (queue.PenaltyRules.Count > 0)
                section.Add("defaultrule", queue.Number);
            if (queue.Keys.Count > 0)
                section.Add("context", NumbersPart.KeysContext(queue.Number));
        }

        return file.ToString();
    }

    private static void AddAnnouncements(ConfigurationSection section, QueueAnnouncements announcements, PbxItems<Announcement> sounds)
    {
        section.Add("announce-frequency", GeneratedText.Of(announcements.FrequencySeconds))
            .Add("min-announce-frequency", GeneratedText.Of(announcements.LeastPauseSeconds))
            .Add("announce-position", announcements.Position switch
            {
                PositionAnnouncement.No => "no",
                PositionAnnouncement.Yes => "yes",
                PositionAnnouncement.UpToLimit => "limit",
                PositionAnnouncement.MoreThanLimit => "more",
            })
            .Add("announce-position-limit", GeneratedText.Of(announcements.PositionLimit))
            .Add("announce-holdtime", announcements.HoldTime switch
            {
                HoldTimeAnnouncement.No => "no",
                HoldTimeAnnouncement.Yes => "yes",
                HoldTimeAnnouncement.Once => "once",
            });

        // Asterisk has a sound of its own that it plays unless it is told not to.
        section.Add("periodic-announce-frequency", GeneratedText.Of(announcements.Periodic is null ? 0 : announcements.PeriodicSeconds));
        if (announcements.Periodic is { } periodic && sounds[periodic] is { } again)
            section.Add("periodic-announce", SoundSections.PathOf(again));
        if (announcements.ToOperator is { } toOperator && sounds[toOperator] is { } told)
            section.Add("announce", SoundSections.PathOf(told));
    }

    private static string Emptiness(QueueEmptyRule rule) => rule switch
    {
        QueueEmptyRule.Never => "",
        QueueEmptyRule.NobodyLoggedIn => "penalty,invalid",
        QueueEmptyRule.AllPaused => "penalty,invalid,paused",
        QueueEmptyRule.NobodyReachable => "penalty,invalid,paused,unavailable",
    };

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
