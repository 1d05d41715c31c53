using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Contacts;
using SipRing.CallCenter.Contacts.Import;
using SipRing.CallCenter.Settings;
using SipRing.CallCenter.Storage;
using SipRing.Testing.Storage;

// Imports a large address book and looks for people in it: once with SQLite, once with MariaDB.
var contacts = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 100_000;
var chief = new Actor(ActorKind.User, "chief", Role.Supervisor);
using var book = new MemoryStream(Encoding.UTF8.GetBytes(Book(contacts)));
Console.WriteLine($"{contacts} contacts, {book.Length / 1024.0 / 1024:0.0} MB of csv");
foreach (var kind in Enum.GetValues<DatabaseKind>())
{
    await using var database = await TestDatabase.CreateAsync(kind);
    await using var services = new ServiceCollection()
        .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>)).AddSingleton(TimeProvider.System).AddSingleton(new SipRingSettings { TimeZone = "Europe/Moscow" }).AddSingleton(database.Database)
        .AddAudit().AddContacts().BuildServiceProvider();
    var (importer, list, get) = (services.GetRequiredService<ContactImporter>(), services.GetRequiredService<ListContacts>(), services.GetRequiredService<GetContact>());
    var plan = (await importer.LookAsync(chief, book, null, null, default)).Value!.Plan;
    await TimedAsync($"{kind}: check", 1, () => RunAsync(trial: true));
    await TimedAsync($"{kind}: import", 1, () => RunAsync(trial: false));
    await TimedAsync($"{kind}: import again, nothing new", 1, () => RunAsync(trial: false));
    foreach (var find in (string?[])[null, "иванов", "ёлкин пётр 999", "4951", "8 (495) 123", "+7 (916) 000-04-71", "такого нет", "99999"])
    {
        var request = new ListContacts.Request(find);
        await TimedAsync($"{kind}: list of '{find}'", 10, async () => await list.HandleAsync(chief, request, default));
        await TimedAsync($"{kind}: count of '{find}'", 5, async () => await list.CountAsync(chief, request, default));
    }

    await TimedAsync($"{kind}: contact of a number", 20, async () => await get.OfNumberAsync(chief, "8 916 000-04-71", default));
    var names = services.GetRequiredService<ICallerNames>();
    var read = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    names.Changed += () => read.TrySetResult();
    var service = services.GetRequiredService<IHostedService>();
    await TimedAsync($"{kind}: names of callers read", 1, async () =>
    {
        await service.StartAsync(default);
        await read.Task;
    });
    await service.StopAsync(default);

    async Task RunAsync(bool trial)
    {
        var done = await importer.HandleAsync(chief, new(book, "book.csv", plan, trial, _ => { }, (_, _, _) => Task.CompletedTask), default);
        Console.Write(done.Value!.Count + "  ");
    }
}

static async Task TimedAsync(string what, int times, Func<Task> act)
{
    var took = new List<double>();
    for (var i = 0; i < times; i++)
    {
        var began = Stopwatch.GetTimestamp();
        await act();
        took.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
    }

    took.Sort();
    Console.WriteLine($"{what}: {took[took.Count / 2]:0.#} ms (worst {took[^1]:0.#})");
}

static string Book(int contacts)
{
    string[] last = ["Иванов", "Ёлкин", "Петрова", "Юсупова", "Ким", "Белов", "Зайцева", "Ковалёв", "Тихонова", "Данилов", "Фомина"];
    string[] first = ["Анна", "Пётр", "Ольга", "Денис", "Рената", "Артём", "Дарья"];
    var random = new Random(1);
    var text = new StringBuilder("Фамилия;Имя;Компания;Телефон;Мобильный;Эл. почта;Метки;Заметки\r\n");
    for (var i = 0; i < contacts; i++)
        text.Append(CultureInfo.InvariantCulture, $"{last[random.Next(last.Length)]};{first[random.Next(first.Length)]} {i};ООО Компания {random.Next(contacts)};8 (495) {100 + i / 10000 % 900}-{i / 100 % 100:00}-{i % 100:00};+7 916 {i / 10000:000}-{i / 100 % 100:00}-{i % 100:00};c{i}@example.com;клиент;Договор {i}, звонить после обеда\r\n");
    return text.ToString();
}
