using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Departments;

/// <summary>A group of phones, operators and queues: reports are filtered and summed by it, and a supervisor may be limited to it.</summary>
public sealed record Department(int Id, string Name)
{
    public const int NameLimit = 60;

    /// <summary>The name as it is stored, or the refusal that says what is wrong with it.</summary>
    public static Result<string> CheckName(string name)
    {
        var trimmed = name.Trim();
        return trimmed.Length is > 0 and <= NameLimit && !trimmed.Any(char.IsControl) && !trimmed.EnumerateRunes().Contains(System.Text.Rune.ReplacementChar)
            ? trimmed
            : new Refusal("department-name-invalid", $"A department's name has 1 to {NameLimit} characters and no line breaks.", "name", RefusalKind.Invalid, NameLimit);
    }

    internal static Refusal Unknown(int id, string? field = null) =>
        new("department-unknown", $"There is no department {id}.", field, RefusalKind.NotFound, id);

    internal static string Key(string name) => name.ToLowerInvariant();
}

/// <summary>What belongs to a department. Each belongs to one at most.</summary>
public sealed record DepartmentMembers(IReadOnlyList<string> Extensions, IReadOnlyList<int> Agents, IReadOnlyList<string> Queues)
{
    public static DepartmentMembers None { get; } = new([], [], []);

    public int Count => Extensions.Count + Agents.Count + Queues.Count;
}
