namespace SipRing.CallCenter.Pbx.Routes;

/// <summary>Numbers that an outgoing route takes, and what becomes of them before they are sent.</summary>
/// <param name="Pattern">See <see cref="DialPattern"/>.</param>
/// <param name="Strip">How many signs at the front go.</param>
/// <param name="Prepend">What is put in front then: digits and +.</param>
public sealed record DialRule(string Pattern, int Strip = 0, string Prepend = "")
{
    public const int MostStripped = 20;
    public const int LongestPrepend = 20;

    public string Change(string number) => Prepend + (number.Length > Strip ? number[Strip..] : "");
}
