using SipRing.CallCenter.Queues;

namespace SipRing.Server.Queues;

/// <summary>The keys of the words for what a queue may do.</summary>
internal static class QueueWords
{
    public static string Of(QueueStrategy strategy) => strategy switch
    {
        QueueStrategy.RingAll => "pbx.strategy-ringall",
        QueueStrategy.LeastRecent => "pbx.strategy-leastrecent",
        QueueStrategy.FewestCalls => "pbx.strategy-fewestcalls",
        QueueStrategy.Random => "pbx.strategy-random",
        QueueStrategy.RrMemory => "pbx.strategy-rrmemory",
        QueueStrategy.RrOrdered => "pbx.strategy-rrordered",
        QueueStrategy.Linear => "pbx.strategy-linear",
        QueueStrategy.WRandom => "pbx.strategy-wrandom",
    };

    public static string Hint(QueueStrategy strategy) => strategy switch
    {
        QueueStrategy.RingAll => "pbx.strategy-ringall-hint",
        QueueStrategy.LeastRecent => "pbx.strategy-leastrecent-hint",
        QueueStrategy.FewestCalls => "pbx.strategy-fewestcalls-hint",
        QueueStrategy.Random => "pbx.strategy-random-hint",
        QueueStrategy.RrMemory => "pbx.strategy-rrmemory-hint",
        QueueStrategy.RrOrdered => "pbx.strategy-rrordered-hint",
        QueueStrategy.Linear => "pbx.strategy-linear-hint",
        QueueStrategy.WRandom => "pbx.strategy-wrandom-hint",
    };

    public static string Of(QueueEmptyRule rule) => rule switch
    {
        QueueEmptyRule.Never => "pbx.empty-never",
        QueueEmptyRule.NobodyLoggedIn => "pbx.empty-nobody",
        QueueEmptyRule.AllPaused => "pbx.empty-paused",
        QueueEmptyRule.NobodyReachable => "pbx.empty-unreachable",
    };

    public static string Of(PositionAnnouncement position) => position switch
    {
        PositionAnnouncement.No => "pbx.say-no",
        PositionAnnouncement.Yes => "pbx.say-always",
        PositionAnnouncement.UpToLimit => "pbx.say-up-to",
        PositionAnnouncement.MoreThanLimit => "pbx.say-more-than",
    };

    public static string Of(HoldTimeAnnouncement holdTime) => holdTime switch
    {
        HoldTimeAnnouncement.No => "pbx.say-no",
        HoldTimeAnnouncement.Yes => "pbx.say-always",
        HoldTimeAnnouncement.Once => "pbx.say-once",
    };
}
