using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Access;

/// <summary>A person who signs in to the pages.</summary>
/// <param name="MustChange">The password was given by somebody else: until it is changed the person may do nothing.</param>
/// <param name="Stamp">Changes with the password and the role; a cookie that carries another one is worth nothing.</param>
public sealed record User(int Id, string Name, Role Role, bool MustChange, string Stamp, DateTimeOffset CreatedAt)
{
    public const int NameLimit = 64;

    /// <summary>The operator whose own login it is; null for everybody else.</summary>
    public int? AgentId { get; init; }

    /// <summary>Since when the person may not sign in.</summary>
    public DateTimeOffset? DisabledAt { get; init; }
    public DateTimeOffset? SignedInAt { get; init; }

    /// <summary>The name under which a user is found: people do not remember the case they were entered in.</summary>
    public static string Key(string name) => name.Trim().ToLowerInvariant();

    public static Refusal? CheckName(string name) =>
        name.Length is > 0 and <= NameLimit && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '@')
            ? null
            : new("user-name-invalid", $"A user name has 1 to {NameLimit} Latin letters, digits, dots, dashes, underscores or @.", "name", RefusalKind.Invalid, NameLimit);
}
