using System.Globalization;
using SipRing.CallCenter.Queues;

namespace SipRing.Server.Demo;

/// <summary>An operator of the demo: who, where, in which queues.</summary>
/// <param name="DialsLogin">Logs in by *45 and a PIN, as a person does; the others are put in by a supervisor.</param>
public sealed record DemoPerson(string Name, string Extension, IReadOnlyList<string> Queues, bool DialsLogin);

/// <summary>Whom and what the demo adds. Names are put together from common first and last names; nobody is meant.</summary>
public static class DemoPlan
{
    private static readonly string[] s_women = ["Анна", "Мария", "Ольга", "Елена", "Наталья"];
    private static readonly string[] s_men = ["Алексей", "Дмитрий", "Иван", "Сергей", "Павел"];
    private static readonly string[] s_families = ["Иванов", "Смирнов", "Кузнецов", "Попов", "Васильев", "Петров", "Соколов", "Михайлов", "Новиков", "Фёдоров"];

    private static readonly string[][] s_queuesOf = [["450"], ["450", "460"], ["460"], ["450", "460", "470"], ["470", "460"]];

    public static IReadOnlyList<SaveQueue.Request> Queues { get; } =
    [
        new() { Number = "450", Name = "Продажи", RingSeconds = 12, RetrySeconds = 2, WrapUpSeconds = 8, TimeoutSeconds = 180, ServiceLevelSeconds = 20 },
        new() { Number = "460", Name = "Поддержка", RingSeconds = 12, RetrySeconds = 2, WrapUpSeconds = 5, TimeoutSeconds = 240, ServiceLevelSeconds = 30 },
        new() { Number = "470", Name = "Доставка", Strategy = "leastrecent", RingSeconds = 10, RetrySeconds = 2, WrapUpSeconds = 5, TimeoutSeconds = 25, MaxLength = 6, ServiceLevelSeconds = 15 },
    ];

    /// <summary>Queues as callers choose them: the first ones more often.</summary>
    public static IReadOnlyList<string> Choices { get; } = ["450", "450", "450", "450", "460", "460", "460", "470", "470"];

    public static IReadOnlyList<string> PauseReasons { get; } = ["перерыв", "отчёт", "учёба", "перезвонить клиенту"];

    public static IReadOnlyList<DemoPerson> People { get; } = [.. Enumerable.Range(0, 10).Select(Person)];

    /// <summary>
    /// A number that nobody has: a Russian geographical number whose subscriber part begins with 0 is never assigned.
    /// </summary>
    public static string InventedNumber()
    {
        string[] cities = ["495", "499", "812", "343", "383", "831", "846"];
        return string.Create(CultureInfo.InvariantCulture, $"7{Dice.OneOf(cities)}0{Random.Shared.Next(100_000, 1_000_000)}");
    }

    private static DemoPerson Person(int index)
    {
        var isWoman = index % 2 == 0;
        var first = isWoman ? s_women[index / 2] : s_men[index / 2];
        var family = s_families[index] + (isWoman ? "а" : "");
        return new($"{first} {family}", (501 + index).ToString(CultureInfo.InvariantCulture), s_queuesOf[index % s_queuesOf.Length], DialsLogin: index % 3 == 0);
    }
}
