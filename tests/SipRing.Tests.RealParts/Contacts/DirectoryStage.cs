using System.Text;
using LinqToDB.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Common.Csv;
using SipRing.CallCenter.Contacts;
using SipRing.CallCenter.Contacts.Import;
using SipRing.CallCenter.Settings;
using SipRing.CallCenter.Storage;
using SipRing.Testing.Storage;
using Xunit;

namespace SipRing.Tests.RealParts.Contacts;

/// <summary>The use cases of the directory over a database of one kind.</summary>
internal sealed class DirectoryStage : IAsyncDisposable
{
    public static readonly Actor Chief = new(ActorKind.User, "chief", Role.Supervisor);
    public static readonly Actor Operator = new(ActorKind.User, "anna", Role.Operator);
    private readonly TestDatabase _database;
    private readonly ServiceProvider _services;

    private DirectoryStage(TestDatabase database, ServiceProvider services) => (_database, _services) = (database, services);

    public Database Database => _database.Database;

    public static async Task<DirectoryStage> StartAsync(DatabaseKind kind)
    {
        var database = await TestDatabase.CreateAsync(kind);
        var services = new ServiceCollection()
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddSingleton(TimeProvider.System).AddSingleton(new SipRingSettings { TimeZone = "Europe/Moscow" }).AddSingleton(database.Database)
            .AddAudit().AddContacts().BuildServiceProvider(validateScopes: true);
        return new(database, services);
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public static T Done<T>(Result<T> result)
    {
        Assert.True(result.Succeeded, result.Refusal?.Message);
        return result.Value;
    }

    public async Task<Contact> AddAsync(string name, string number, Func<ContactDraft, ContactDraft>? more = null)
    {
        var words = name.Split(' ');
        var draft = new ContactDraft { LastName = words[0], FirstName = words.ElementAtOrDefault(1) ?? "", Numbers = number.Length == 0 ? [] : [new(number)] };
        return Done(await Get<SaveContact>().HandleAsync(Chief, new(more?.Invoke(draft) ?? draft), CancellationToken.None));
    }

    public async Task<IReadOnlyList<string>> FindAsync(string? text, string? tag = null) =>
        [.. Done(await Get<ListContacts>().HandleAsync(Chief, new(text, tag), CancellationToken.None)).Items.Select(c => c.Name)];

    public async Task<Contact> OneAsync(string text) => Assert.Single(Done(await Get<ListContacts>().HandleAsync(Chief, new(text), CancellationToken.None)).Items);

    /// <summary>Imports a text in UTF-8, its columns as they are guessed.</summary>
    public async Task<(ContactImporter.Outcome Outcome, List<string> Told)> ImportAsync(string text, DuplicateRule duplicates, bool trial = false, CancellationToken cancellationToken = default)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var importer = Get<ContactImporter>();
        var look = Done(await importer.LookAsync(Chief, content, null, null, CancellationToken.None));
        var told = new List<string>();
        var outcome = Done(await importer.HandleAsync(Chief, new(content, "book.csv", look.Plan with { Duplicates = duplicates }, trial, _ => { }, (row, what, refusal) =>
        {
            told.Add($"{row.Line} {what} {refusal.Id}");
            return Task.CompletedTask;
        }), cancellationToken));
        return (outcome, told);
    }

    public async Task<List<string>> AuditAsync()
    {
        await using var db = Database.Connect();
        return await db.QueryToListAsync<string>("SELECT action FROM audit ORDER BY id");
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }
}
