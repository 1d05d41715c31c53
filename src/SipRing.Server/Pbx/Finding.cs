namespace SipRing.Server.Pbx;

/// <summary>What a check of the doctor found.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="Found">What there is, for a person.</param>
/// <param name="Mend">Null where it is right; else what to do.</param>
public sealed record Finding(string Name, string Found, string? Mend = null)
{
    public bool IsRight => Mend is null;
}
