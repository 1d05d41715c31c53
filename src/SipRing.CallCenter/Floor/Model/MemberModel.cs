namespace SipRing.CallCenter.Floor.Model;

/// <summary>A member of a queue as Asterisk tells it.</summary>
internal sealed class MemberModel(QueueModel queue, string @interface, PhoneModel phone)
{
    public QueueModel Queue { get; } = queue;

    public string Interface { get; } = @interface;

    public PhoneModel Phone { get; } = phone;
    public string Name { get; set; } = "";

    /// <summary>Added at run time: somebody logged in. A static member is a phone and its name no person's.</summary>
    public bool Dynamic { get; set; }

    /// <summary>Asterisk's number of the device state; used where the device itself is unknown.</summary>
    public int Status { get; set; }
    public bool Paused { get; set; }
    public string? PauseReason { get; set; }

    /// <summary>When the last pause began.</summary>
    public DateTimeOffset? PausedAt { get; set; }
    public DateTimeOffset? UnpausedAt { get; set; }
    public DateTimeOffset? LoginAt { get; set; }

    /// <summary>End of the last call.</summary>
    public DateTimeOffset? LastCallAt { get; set; }

    /// <summary>The member's own wrap-up time; zero means: that of the queue.</summary>
    public int WrapUpSeconds { get; set; }

    /// <summary>The end of wrap-up that a timer is set for.</summary>
    public DateTimeOffset? ScheduledEnd { get; set; }

    /// <summary>As shown last; null after a change.</summary>
    public FloorMember? View { get; set; }
}
