namespace SipRing.CallCenter.Contacts;

/// <summary>
/// Who a number belongs to, by the directory. Answers from memory and never waits, so that live pages may ask for every caller of
/// every frame; what is not known yet is null until <see cref="Changed"/> says that it is.
/// </summary>
public interface ICallerNames
{
    /// <param name="number">As Asterisk gave it, in any form: "84951112233", "+7 495 111-22-33", "101".</param>
    CallerName? Find(string? number);

    /// <summary>Contacts changed, or were read for the first time. Listeners must be quick.</summary>
    event Action? Changed;
}

/// <param name="ContactId">The contact; of several with this number, the one that was made first.</param>
/// <param name="Name">Never empty: the person, or the company where no person is named.</param>
/// <param name="Company">Null where there is none, or where it is the name already.</param>
public sealed record CallerName(long ContactId, string Name, string? Company)
{
    /// <summary>Both, for a place with room for one line.</summary>
    public string Text => Company is null ? Name : $"{Name}, {Company}";
}
