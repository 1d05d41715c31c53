using System.Collections.Immutable;
using System.Globalization;
using SipRing.CallCenter.Floor;

namespace SipRing.Tests.Browser.Host;

/// <summary>A large call centre, the same each time: 50 queues, 200 extensions, 60 operators, callers in some queues.</summary>
public static class DemoFloor
{
    private static readonly string[] s_queues =
        ["Продажи", "Поддержка", "Бухгалтерия", "Доставка", "Гарантия", "Опт", "English", "Возврат", "Кредит", "Монтаж"];

    private static readonly string[] s_last =
        ["Глотов", "Серова", "Ким", "Петров", "Юсупова", "Белов", "Маркова", "Орлов", "Зайцева", "Ковалёв", "Тихонова", "Данилов", "Фомина", "Рябов", "Савина", "Ершов", "Громова", "Лапин"];

    private static readonly string[] s_first = ["Илья", "Анна", "Ольга", "Денис", "Рената", "Артём", "Дарья", "Кирилл", "Юлия", "Павел", "Вера"];

    public static FloorSnapshot Create(DateTimeOffset now)
    {
        var extensions = Enumerable.Range(0, 200).Select(i => Extension(i, now)).ToImmutableSortedDictionary(x => x.Number, x => x, StringComparer.Ordinal);
        var queues = Enumerable.Range(0, 50).Select(i => Queue(i, extensions, now)).ToImmutableSortedDictionary(x => x.Number, x => x, StringComparer.Ordinal);
        return new() { Version = 1, At = now, Link = new(LinkState.Live, now, null), Extensions = extensions, Queues = queues };
    }

    public static string Name(int i) => $"{s_last[i % s_last.Length]} {s_first[i * 7 % s_first.Length]}";

    public static string Caller(int i) =>
        string.Create(CultureInfo.InvariantCulture, $"+79{10 + i * 37 % 89}{100 + i * 317 % 899}{1000 + i * 7919 % 8999}");

    private static FloorExtension Extension(int i, DateTimeOffset now)
    {
        var state = i < 60
            ? (i % 6) switch { 0 or 1 => ExtensionState.Talking, 2 when i % 4 == 0 => ExtensionState.Ringing, _ => ExtensionState.Idle }
            : (i % 9) switch { 3 => ExtensionState.Unreachable, 7 when i % 2 == 0 => ExtensionState.Talking, _ => ExtensionState.Idle };
        var busy = state is ExtensionState.Talking or ExtensionState.Ringing;
        return new()
        {
            Number = (4400 + i).ToString(CultureInfo.InvariantCulture),
            Name = Name(i + 3),
            State = state,
            Since = now.AddSeconds(-(state == ExtensionState.Ringing ? 4 : 20 + i * 53 % 900)),
            Peer = busy ? Caller(i) : null,
            Queue = busy && i < 60 ? Number(i % 7) : null,
            AgentId = i < 60 ? i + 1 : null,
            AgentName = i < 60 ? Name(i) : null,
        };
    }

    private static FloorQueue Queue(int i, ImmutableSortedDictionary<string, FloorExtension> extensions, DateTimeOffset now)
    {
        int[] waits = i switch { 0 => [72, 41, 12, 3], 1 => [168, 131, 99, 80, 52, 31, 8], 3 => [9], _ => [] };
        var answered = i == 6 ? 9 : i * 97 % 400 + 12;
        var lost = i == 1 ? 31 : i * 5 % 7;
        return new()
        {
            Number = Number(i),
            Name = s_queues[i % s_queues.Length] + (i < s_queues.Length ? "" : $" {i / s_queues.Length + 1}"),
            ServiceLevelSeconds = 20,
            Waiting = [.. waits.Select((seconds, place) => new FloorWaiting($"q{i}-{place}", Caller(i * 20 + place + 200), null, now.AddSeconds(-seconds), place + 1))],
            Members = [.. Enumerable.Range(0, 60).Where(agent => agent % 7 == i % 7 && i < 14 || agent % 11 == i).Select(agent => Member(agent, extensions))],
            AnsweredToday = answered,
            LostToday = lost,
            ServicePercent = i switch { 1 => 78.4, 6 => 81.8, 5 => 100, _ => 90.2 + i * 13 % 90 / 10.0 },
        };
    }

    private static FloorMember Member(int agent, ImmutableSortedDictionary<string, FloorExtension> extensions)
    {
        var phone = extensions[(4400 + agent).ToString(CultureInfo.InvariantCulture)];
        var state = phone.State switch
        {
            ExtensionState.Talking => MemberState.Talking,
            ExtensionState.Ringing => MemberState.Ringing,
            ExtensionState.Unreachable => MemberState.Unreachable,
            ExtensionState.Idle => (agent % 13) switch { 3 => MemberState.Paused, 5 => MemberState.WrapUp, _ => MemberState.Free },
        };
        return new()
        {
            Extension = phone.Number,
            AgentId = agent + 1,
            Name = Name(agent),
            State = state,
            Since = phone.Since,
            Paused = state == MemberState.Paused,
            PauseReason = state == MemberState.Paused ? agent % 2 == 0 ? "Обед" : "Обучение" : null,
            Peer = phone.Peer,
            AnsweredToday = agent * 11 % 30,
        };
    }

    private static string Number(int i) => (450 + i).ToString(CultureInfo.InvariantCulture);
}
