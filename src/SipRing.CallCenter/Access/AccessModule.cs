using Microsoft.Extensions.DependencyInjection;
using SipRing.CallCenter.Departments;

namespace SipRing.CallCenter.Access;

public static class AccessModule
{
    /// <summary>Users, tokens and attempts, and the departments that a user may be limited to. Needs <c>Database</c>, <c>TimeProvider</c> and <c>IAuditLog</c>.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services) => services
        .AddSingleton<UserPasswords>()
        .AddSingleton<AttemptLimit>()
        .AddSingleton<SignIn>()
        .AddSingleton<Sessions>()
        .AddSingleton<ChangeOwnPassword>()
        .AddSingleton<AddUser>()
        .AddSingleton<ChangeUser>()
        .AddSingleton<OperatorLogins>()
        .AddSingleton<SetPassword>()
        .AddSingleton<ListUsers>()
        .AddSingleton<FirstAdmin>()
        .AddSingleton<CreateToken>()
        .AddSingleton<ListTokens>()
        .AddSingleton<RevokeToken>()
        .AddSingleton<RecognizeToken>()
        .AddSingleton<UserSettings>()
        .AddDepartments();
}
