using Microsoft.Extensions.DependencyInjection;
using SipRing.CallCenter.Settings;

namespace SipRing.CallCenter.Contacts;

public static class ContactsModule
{
    /// <summary>Contacts and the names of callers. Needs <c>Database</c>, settings, <c>TimeProvider</c> and <c>IAuditLog</c>.</summary>
    public static IServiceCollection AddContacts(this IServiceCollection services) => services
        .AddSingleton(s => new NumberForms(s.GetRequiredService<SipRingSettings>().Region))
        .AddSingleton<ContactChanges>()
        .AddSingleton<CallerNames>()
        .AddSingleton<ICallerNames>(s => s.GetRequiredService<CallerNames>())
        .AddHostedService(s => s.GetRequiredService<CallerNames>());
}
