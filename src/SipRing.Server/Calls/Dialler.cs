namespace SipRing.Server.Calls;

/// <summary>Carries a click on a number to the box that calls (<see cref="DialBox"/>), from wherever on the page it was.</summary>
public sealed class Dialler
{
    public event Action<string>? Asked;

    public void Call(string number) => Asked?.Invoke(number);
}
