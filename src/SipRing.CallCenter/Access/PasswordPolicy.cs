using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Access;

/// <summary>Length instead of rules about kinds of characters; what every guesser tries first is refused.</summary>
public static class PasswordPolicy
{
    public const int MinimumLength = 10;
    public const int MaximumLength = 128;
    private const int MinimumDistinct = 5;

    // Rows of a keyboard and of the alphabet, forwards; a password that is a piece of one of them, or of its reverse, is a walk.
    private static readonly string[] s_walks =
        ["01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm", "йцукенгшщзхъфывапролджэячсмитьбю", "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"];

    private static readonly string[] s_words =
    [
        "password", "passwort", "passw0rd", "p@ssword", "p@ssw0rd", "parol", "пароль", "qwerty", "йцукен", "qazwsx", "admin", "administrator", "letmein", "welcome",
        "iloveyou", "football", "baseball", "superman", "batman", "dragon", "monkey", "princess", "sunshine", "trustno", "starwars", "master", "shadow",
        "michael", "computer", "internet", "whatever", "secret", "changeme", "asterisk", "sipring", "callcenter", "callcentre", "supervisor", "operator", "freepbx",
        "привет", "любовь", "солнышко", "наташа", "максим", "zaqwsx", "asdfgh", "1q2w3e4r",
    ];

    public static Refusal? Check(string password, string userName)
    {
        if (password.Length < MinimumLength)
            return Refuse("password-short", $"A password has at least {MinimumLength} characters.", MinimumLength);
        if (password.Length > MaximumLength)
            return Refuse("password-long", $"A password has at most {MaximumLength} characters.", MaximumLength);
        if (userName.Length >= 3 && password.Contains(userName, StringComparison.OrdinalIgnoreCase))
            return Refuse("password-has-name", "A password may not hold the user's name.");
        return IsCommon(password)
            ? Refuse("password-common", "This password is among those that are tried first. Take a few words that only you put together.")
            : null;
    }

    private static bool IsCommon(string password)
    {
        var lower = password.ToLowerInvariant();
        if (lower.Distinct().Count() < MinimumDistinct)
            return true;
        var reversed = new string([.. lower.Reverse()]);
        if (s_walks.Any(walk => walk.Contains(lower, StringComparison.Ordinal) || walk.Contains(reversed, StringComparison.Ordinal)))
            return true;
        if (IsRepeated(lower))
            return true;

        // "Password2026!" is "password" with what everybody appends: the rest has to stand on its own.
        var rest = s_words.Aggregate(lower, (text, word) => text.Replace(word, "", StringComparison.Ordinal));
        return rest.Length < lower.Length && rest.Count(char.IsLetter) < 5;
    }

    private static bool IsRepeated(string text)
    {
        for (var length = 1; length <= text.Length / 2; length++)
        {
            if (Enumerable.Range(0, text.Length).All(i => text[i] == text[i % length]))
                return true;
        }

        return false;
    }

    private static Refusal Refuse(string id, string message, params object[] arguments) => new(id, message, "password", RefusalKind.Invalid, arguments);
}
