namespace SipRing.CallCenter.Floor;

/// <summary>What every open panel says once, in its own language: something that a supervisor should know now.</summary>
/// <param name="Kind">Stable: the key of its text.</param>
/// <param name="AgentId">Whom it is about: it is said only to those who may see him.</param>
/// <param name="Extension">Where he sits.</param>
/// <param name="Arguments">What the sentence names, in order.</param>
public sealed record FloorNotice(string Kind, int AgentId, string Extension, params object[] Arguments)
{
    public const string PauseOver = "pause-over";
    public const string AutoPaused = "auto-paused";
}

/// <summary>From whoever notices something to the panels that are open.</summary>
public sealed class FloorNotices
{
    /// <summary>Called on the thread of whoever says it: listeners only pass it on.</summary>
    public event Action<FloorNotice>? Said;

    public void Say(FloorNotice notice) => Said?.Invoke(notice);
}
