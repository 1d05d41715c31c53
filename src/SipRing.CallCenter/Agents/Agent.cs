using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Agents;

/// <summary>A person who answers calls: known by a name to people and by a PIN to phones.</summary>
public sealed record Agent(int Id, string Name)
{
    public const int NameLimit = 100;

    /// <summary>The name as it is stored, or the refusal that says what is wrong with it.</summary>
    public static Result<string> CheckName(string name)
    {
        var trimmed = name.Trim();
        return trimmed.Length is > 0 and <= NameLimit && !trimmed.Any(c => char.IsControl(c) || c == '|') && !trimmed.EnumerateRunes().Contains(System.Text.Rune.ReplacementChar)
            ? trimmed
            : new Refusal("agent-name-invalid", $"A name has 1 to {NameLimit} characters, no line breaks and no vertical bar.", "name", RefusalKind.Invalid, NameLimit);
    }

    internal static Refusal Unknown(int id, string? field = null) =>
        new("agent-unknown", $"There is no agent {id}.", field, RefusalKind.NotFound, id);

    internal static Refusal PinTaken() =>
        new("pin-taken", "This PIN belongs to somebody else; choose another one.", "pin", RefusalKind.Conflict);
}
