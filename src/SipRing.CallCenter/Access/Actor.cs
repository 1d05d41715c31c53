namespace SipRing.CallCenter.Access;

public enum Role
{
    Operator,
    Supervisor,
    Administrator,
}

/// <summary>What a role may do. Use cases ask for one of these; pages and routes only mirror it.</summary>
public enum Permission
{
    /// <summary>An operator's own page: state, pauses, queues. It is about the operator that the actor is, and about nobody else.</summary>
    UseOwnDesk,
    SeeFloor,
    SeeReports,
    ListenToRecordings,
    ManageMembers,

    /// <summary>Listen in and whisper: the caller does not hear it.</summary>
    ListenToCalls,

    /// <summary>Join, hang up and transfer calls of others.</summary>
    ControlCalls,

    /// <summary>Let the own phone call a number by a click: whatever that phone may dial by hand.</summary>
    PlaceCalls,

    /// <summary>Work off the list of lost callers.</summary>
    HandleLostCallers,
    SeeDirectory,
    ManageDirectory,
    ManageWallboards,

    /// <summary>Let a wallboard be seen by a link, without a sign-in.</summary>
    ShareWallboards,
    ManageAgents,
    ManageDepartments,
    ManagePbx,
    ManageUsers,
    SeeSystem,
}

public enum ActorKind
{
    /// <summary>A person signed in to the pages.</summary>
    User,

    /// <summary>A program with a bearer token.</summary>
    Token,

    /// <summary>A phone that dialled a feature code.</summary>
    Phone,

    /// <summary>The person at the server's own command line.</summary>
    CommandLine,

    /// <summary>SipRing itself.</summary>
    System,
}

/// <summary>Who asks for something: every use case takes one and checks it; the audit names it.</summary>
public sealed record Actor(ActorKind Kind, string Name, Role? Role)
{
    /// <summary>The operator that this person is; null for everybody else.</summary>
    public int? AgentId { get; init; }

    public static Actor System { get; } = new(ActorKind.System, "sipring", null);

    public static Actor CommandLine { get; } = new(ActorKind.CommandLine, "command line", Access.Role.Administrator);

    /// <summary>Whether this is that operator, on his own page.</summary>
    public bool IsAgent(int agentId) => AgentId == agentId && May(Permission.UseOwnDesk);

    public bool May(Permission permission) => Kind == ActorKind.System || (Role is { } role && Permissions.Of(role).Contains(permission));
}

public static class Permissions
{
    private static readonly HashSet<Permission> s_operator = [Permission.UseOwnDesk, Permission.SeeDirectory, Permission.PlaceCalls];

    private static readonly HashSet<Permission> s_supervisor =
    [
        Permission.UseOwnDesk, Permission.SeeFloor, Permission.SeeReports, Permission.ListenToRecordings, Permission.ManageMembers, Permission.ListenToCalls, Permission.ControlCalls, Permission.PlaceCalls,
        Permission.HandleLostCallers, Permission.SeeDirectory, Permission.ManageDirectory, Permission.ManageWallboards,
    ];

    private static readonly HashSet<Permission> s_administrator = [.. Enum.GetValues<Permission>()];

    public static IReadOnlySet<Permission> Of(Role role) => role switch
    {
        Role.Operator => s_operator,
        Role.Supervisor => s_supervisor,
        Role.Administrator => s_administrator,
    };
}
