namespace SipRing.CallCenter.Ledger;

/// <summary>Says that figures changed. Listeners must be quick; they are called on the reader's own way.</summary>
internal sealed class LedgerChanges
{
    public event Action? Changed;

    public void Raise() => Changed?.Invoke();
}
