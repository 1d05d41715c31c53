using Microsoft.Extensions.DependencyInjection;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Contacts.Import;
using SipRing.CallCenter.Contacts.OwnFields;
using SipRing.CallCenter.Settings;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Contacts;

public static class ContactsModule
{
    /// <summary>Contacts and the names of callers. Needs <c>Database</c>, settings, <c>TimeProvider</c> and <c>AddAudit</c>.</summary>
    public static IServiceCollection AddContacts(this IServiceCollection services) => services
        .AddSingleton(s => new NumberForms(s.GetRequiredService<SipRingSettings>().Region))
        .AddSingleton<ContactChanges>()
        .AddSingleton<CallerNames>()
        .AddSingleton<ICallerNames>(s => s.GetRequiredService<CallerNames>())
        .AddHostedService(s => s.GetRequiredService<CallerNames>())
        .AddSingleton<ContactRules>()
        .AddSingleton<ContactStore>()
        .AddSingleton<OwnFieldList>()
        .AddSingleton<SaveOwnField>()
        .AddSingleton(s => new DeleteOwnField(s.GetRequiredService<Database>(), Store(s), Fields(s), Audit(s)))
        .AddSingleton(s => new ListContacts(Store(s), s.GetRequiredService<NumberForms>()))
        .AddSingleton(s => new GetContact(Store(s), s.GetRequiredService<ContactRules>()))
        .AddSingleton(s => new SaveContact(Store(s), s.GetRequiredService<ContactRules>(), Fields(s), Audit(s)))
        .AddSingleton(s => new DeleteContact(Store(s), Audit(s)))
        .AddSingleton(s => new MergeContacts(Store(s), Fields(s), Audit(s)))
        .AddSingleton(s => new ReadContactHistory(Store(s), s.GetRequiredService<IAuditEntries>()))
        .AddSingleton(s => new ExportContacts(Store(s), s.GetRequiredService<ListContacts>(), Fields(s), Audit(s)))
        .AddSingleton(s => new ContactImporter(Store(s), s.GetRequiredService<ContactRules>(), Fields(s), Audit(s), s.GetRequiredService<TimeProvider>()))
        .AddSingleton(s => new UndoImport(Store(s), Audit(s), s.GetRequiredService<TimeProvider>()));

    private static ContactStore Store(IServiceProvider services) => services.GetRequiredService<ContactStore>();

    private static OwnFieldList Fields(IServiceProvider services) => services.GetRequiredService<OwnFieldList>();

    private static IAuditLog Audit(IServiceProvider services) => services.GetRequiredService<IAuditLog>();
}
