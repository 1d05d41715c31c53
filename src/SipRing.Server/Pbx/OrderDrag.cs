namespace SipRing.Server.Pbx;

/// <summary>What is dragged in one table, and over which row; its rows share it.</summary>
public sealed class OrderDrag(Action changed)
{
    public (string Key, int Place)? Dragged { get; private set; }

    public string? Over { get; private set; }

    public void Begin(string key, int place) => Set((key, place), null);

    public void Enter(string key)
    {
        if (Dragged is not null && Over != key)
            Set(Dragged, key);
    }

    public void End() => Set(null, null);

    private void Set((string, int)? dragged, string? over)
    {
        (Dragged, Over) = (dragged, over);
        changed();
    }
}
