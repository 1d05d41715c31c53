using SipRing.CallCenter.Access;

namespace SipRing.Server.Access;

/// <summary>The keys of the words for roles and for how far a login has come.</summary>
internal static class UserWords
{
    public static string Of(Role role) => role switch
    {
        Role.Operator => "role.operator",
        Role.Supervisor => "role.supervisor",
        Role.Administrator => "role.administrator",
    };

    public static string Hint(Role role) => role switch
    {
        Role.Operator => "users.role-operator-hint",
        Role.Supervisor => "users.role-supervisor-hint",
        Role.Administrator => "users.role-administrator-hint",
    };

    public static string StateOf(User user) => user switch
    {
        { DisabledAt: not null } => "users.disabled",
        { MustChange: true } => "users.one-time",
        _ => "users.active",
    };
}
