namespace SipRing.CallCenter.Floor.Model;

internal sealed class QueueModel(string number)
{
    public string Number { get; } = number;

    /// <summary>Asterisk or the directory names it; otherwise it is gone as soon as nobody is in it.</summary>
    public bool InAsterisk { get; set; }
    public bool InDirectory { get; set; }

    /// <summary>By interface.</summary>
    public Dictionary<string, MemberModel> Members { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>In order of their places.</summary>
    public List<WaitingModel> Waiting { get; } = [];

    public bool Shown => InDirectory || InAsterisk || Members.Count > 0 || Waiting.Count > 0;
}

internal sealed class WaitingModel(string callId)
{
    /// <summary>Unique id of the caller's channel: what queue_log calls the call id.</summary>
    public string CallId { get; } = callId;
    public required string Caller { get; set; }
    public string? CallerName { get; set; }
    public required DateTimeOffset EnteredAt { get; set; }
}
