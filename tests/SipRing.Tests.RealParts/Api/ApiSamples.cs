using System.Text.Json.Nodes;

namespace SipRing.Tests.RealParts.Api;

/// <param name="Operation">As the description of the API calls it: "PUT /queues/{number}".</param>
/// <param name="Path">Below /api/v1, of something that is there.</param>
/// <param name="Body">Accepted as it is, with every text that the schema knows.</param>
public sealed record ApiSample(string Operation, string Path, string Body)
{
    public HttpMethod Method => new(Operation.Split(' ')[0]);

    /// <summary>Puts a value where the path leads: names of members, places in lists.</summary>
    public static void Place(JsonNode body, IReadOnlyList<object> path, JsonNode? value)
    {
        var node = body;
        foreach (var step in path.SkipLast(1))
            node = step is int index ? node[index]! : node[(string)step]!;
        if (path[^1] is int last)
            node.AsArray()[last] = value;
        else
            node[(string)path[^1]] = value;
    }

    /// <summary>"announcements.periodic", or the whole that it is in; fields of one's own by their ids ("own1").</summary>
    public static bool IsNamed(IReadOnlyList<object> leaf, string problem) => leaf.OfType<string>().Any(name =>
        problem.Contains($"\"{name}\":[", StringComparison.Ordinal) || problem.Contains($".{name}\":[", StringComparison.Ordinal) || problem.Contains($"\"own{name}\":[", StringComparison.Ordinal));
}

/// <summary>One body for each operation that takes texts; {agent}, {contact} and the like are the ids that the server gave.</summary>
internal static class ApiSamples
{
    /// <summary>Operations whose texts are tried elsewhere, most of them as they need a call or another PBX.</summary>
    public static readonly IReadOnlyDictionary<string, string> Elsewhere = new Dictionary<string, string>
    {
        ["PUT /wallboards/{id}"] = "the body is that of POST /wallboards",
        ["PUT /connection"] = "ConnectionPageTests",
        ["POST /connection/test"] = "ConnectionPageTests",
        ["POST /calls/{call}/transfer"] = "MoveCallTests",
        ["POST /calls/{call}/listen"] = "ListenToCallTests",
        ["POST /lost-callers/{id}/close"] = "LostCallerRoutesTests",
        ["POST /lost-callers/{id}/note"] = "LostCallerRoutesTests",
    };

    private const string Destination = """{"kind":"announcement","target":"greeting","then":{"kind":"extension","target":"101"}}""";

    /// <summary>Each after those that it names.</summary>
    public static readonly IReadOnlyList<ApiSample> All =
    [
        new("PUT /sounds/{id}/name", "sounds/greeting/name", """{"name":"Приветствие"}"""),
        new("PUT /music-classes/{id}", "music-classes/quiet", """{"name":"Тихая","sounds":["greeting"],"id":"quiet"}"""),
        new("PUT /trunks/{key}", "trunks/town", """
            {"name":"Город","host":"127.0.0.9","secret":"trunk-secret","user":"user","authUser":"auth","fromUser":"from","fromDomain":"sip.example","outboundProxy":"127.0.0.8",
             "codecs":["alaw"],"callerId":"+74951234567","addresses":["127.0.0.9"],"id":"town"}
            """),
        new("PUT /schedules/{id}", "schedules/office", $$"""
            {"name":"Контора","week":[{"day":"monday","from":"09:00","to":"18:00"}],"open":{{Destination}},"closed":{{Destination}},"onHoliday":{{Destination}},"id":"office"}
            """),
        new("PUT /outgoing-routes/{key}", "outgoing-routes/intercity", """
            {"name":"Межгород","rules":[{"pattern":"8XXXXXXXXXX","strip":1,"prepend":"+7"}],"trunks":["town"],"callerId":"+74951234567","extensions":["101"],"schedule":"office","id":"intercity"}
            """),
        new("PUT /extensions/{number}", "extensions/103", """
            {"name":"Анна","secret":"Phone-103-secret","outsideNumber":"+74951234567","outsideName":"Romashka","outgoingRoutes":["intercity"],"pickupGroup":"sales","language":"ru","number":"103"}
            """),
        new("PUT /queues/{number}", "queues/452", $$"""
            {"name":"Жалобы","announcements":{"periodic":"greeting","toOperator":"greeting"},"musicClass":"quiet","keys":[{"key":"1","destination":{{Destination}}}],
             "afterTimeout":{{Destination}},"afterFull":{{Destination}},"afterEmpty":{{Destination}},"number":"452"}
            """),
        new("PUT /menus/{id}", "menus/main", $$"""
            {"name":"Главное","greeting":"greeting","keys":[{"key":"1","destination":{{Destination}}}],"noKey":{{Destination}},"wrongKey":"greeting","id":"main"}
            """),
        new("PUT /holidays/{id}", "holidays/new-year", """{"name":"Новый год","from":"2027-01-01","hours":[{"from":"10:00","to":"12:00"}],"id":"new-year"}"""),
        new("PUT /incoming-routes/{key}", "incoming-routes/first", $$"""
            {"name":"Главный номер","destination":{{Destination}},"number":"4951234567","caller":"8XXXXXXXXXX","trunk":"town","namePrefix":"VIP","language":"ru","id":"first"}
            """),
        new("POST /calls", "calls", """{"number":"84951234567","phone":"101"}"""),
        new("POST /agents", "agents", """{"name":"Иван","pin":"48213"}"""),
        new("PUT /agents/{id}", "agents/{agent}", """{"name":"Иван","pin":"59312"}"""),
        new("PUT /agents/{id}/web-login", "agents/{agent}/web-login", """{"login":"ivan"}"""),
        new("POST /departments", "departments", """{"name":"Сбыт"}"""),
        new("PUT /departments/{id}", "departments/{department}", """{"name":"Продажи"}"""),
        new("POST /departments/{id}/members", "departments/{department}/members", """{"extensions":["101"],"queues":["450"]}"""),
        new("POST /departments/none/members", "departments/none/members", """{"extensions":["101"],"queues":["450"]}"""),
        new("PUT /pause-reasons/{code}", "pause-reasons/7", """{"nameRu":"Планёрка","nameEn":"Meeting"}"""),
        new("POST /queues/{number}/members", "queues/450/members", """{"extension":"101","agentId":{agent}}"""),
        new("POST /queues/{number}/members/{extension}/pause", "queues/450/members/101/pause", """{"paused":true,"reason":"Планёрка"}"""),
        new("POST /members/{extension}/pause", "members/101/pause", """{"paused":true,"reason":"Планёрка"}"""),
        new("POST /contacts", "contacts", """
            {"lastName":"Ёлкина","firstName":"Анна","middleName":"Ивановна","company":"Ромашка","email":"anna@example.org","notes":"дом 5","numbers":[{"number":"84951234568"}],"tags":["важный"],"own":{"{field}":"12"}}
            """),
        new("PUT /contacts/{id}", "contacts/{contact}", """
            {"lastName":"Ёлкина","firstName":"Анна","middleName":"Ивановна","company":"Ромашка","email":"anna@example.org","notes":"дом 5","numbers":[{"number":"84951234567"}],"tags":["важный"],"own":{"{field}":"12"}}
            """),
        new("POST /contacts/fields", "contacts/fields", """{"name":"Договор","kind":"choice","choices":["есть","нет"]}"""),
        new("PUT /contacts/fields/{id}", "contacts/fields/{choice}", """{"name":"Вид","kind":"choice","choices":["опт","розница"]}"""),
        new("PUT /lost-callers/rules/{queue}", "lost-callers/rules/450", """{"listed":true,"targetMinutes":30,"shortSeconds":5,"leaveOutShort":true,"talkSeconds":0,"group":"sales"}"""),
        new("POST /users", "users", """{"name":"vera","role":"operator"}"""),
        new("POST /tokens", "tokens", """{"name":"board","role":"operator"}"""),
        new("POST /wallboards", "wallboards", """
            {"name":"Зал","tiles":[{"id":1,"kind":"text","x":0,"y":0,"width":2,"height":2,"title":"Объявление","queues":["450"],"text":"Планёрка в 9"}],"language":"ru"}
            """),
    ];
}
