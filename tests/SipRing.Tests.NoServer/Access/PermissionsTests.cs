using System.Security.Claims;
using SipRing.CallCenter.Access;
using SipRing.Server.Access;
using Xunit;

namespace SipRing.Tests.NoServer.Access;

public sealed class PermissionsTests
{
    [Fact]
    public void Of_EveryRole_HoldsTheRightsOfTheOneBelow()
    {
        Assert.Equal([Permission.UseOwnDesk, Permission.PlaceCalls, Permission.SeeDirectory], Permissions.Of(Role.Operator).Order());
        Assert.Superset(new HashSet<Permission>(Permissions.Of(Role.Operator)), new HashSet<Permission>(Permissions.Of(Role.Supervisor)));
        Assert.Equal(Enum.GetValues<Permission>().ToHashSet(), new HashSet<Permission>(Permissions.Of(Role.Administrator)));
        Assert.DoesNotContain(Permission.ManageUsers, Permissions.Of(Role.Supervisor));
        Assert.DoesNotContain(Permission.ManageAgents, Permissions.Of(Role.Supervisor));
    }

    [Fact]
    public void Principal_MustChangePassword_MayNothing()
    {
        var principal = Principals.Of(new User(1, "admin", Role.Administrator, MustChange: true, "stamp", default));

        Assert.True(principal.MustChangePassword());
        Assert.All(Enum.GetValues<Permission>(), permission => Assert.False(principal.ToActor()!.May(permission)));
        Assert.NotNull(principal.ToActor()!.Require(Permission.SeeFloor));
    }

    [Fact]
    public void Principal_ThereAndBack_IsTheSameActor()
    {
        Assert.Equal(new Actor(ActorKind.User, "chief", Role.Supervisor), Principals.Of(new User(7, "chief", Role.Supervisor, false, "stamp", default)).ToActor());
        Assert.Equal(new Actor(ActorKind.Token, "crm", Role.Operator), Principals.Of(new ApiToken(7, "crm", Role.Operator, default, null, null)).ToActor());
        var own = Principals.Of(new User(7, "olga", Role.Operator, false, "stamp", default) { AgentId = 12 }).ToActor()!;
        Assert.Equal((true, false), (own.IsAgent(12), own.IsAgent(7)));
        Assert.False(Principals.Of(new User(7, "olga", Role.Operator, MustChange: true, "stamp", default) { AgentId = 12 }).ToActor()!.IsAgent(12));
        Assert.Null(new ClaimsPrincipal(new ClaimsIdentity()).ToActor());
        Assert.Null(Principals.Of(new ApiToken(7, "crm", Role.Operator, default, null, null)).UserId());
    }
}
