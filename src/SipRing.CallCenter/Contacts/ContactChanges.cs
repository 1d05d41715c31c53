namespace SipRing.CallCenter.Contacts;

/// <summary>Says that contacts changed in this process. Listeners must be quick.</summary>
public sealed class ContactChanges
{
    private int _pending;

    public event Action? Changed;

    public void Raise()
    {
        Interlocked.Exchange(ref _pending, 1);
        Changed?.Invoke();
    }

    internal bool TakePending() => Interlocked.Exchange(ref _pending, 0) == 1;
}
