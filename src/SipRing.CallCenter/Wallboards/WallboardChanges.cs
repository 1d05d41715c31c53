namespace SipRing.CallCenter.Wallboards;

/// <summary>Says which board was changed, removed, shared or is shared no more: open screens look again at once. Listeners must be quick.</summary>
public sealed class WallboardChanges
{
    public event Action<int>? Changed;

    internal void Raise(int id) => Changed?.Invoke(id);
}
