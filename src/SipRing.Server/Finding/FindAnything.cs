using System.Globalization;
using System.Security.Claims;
using Microsoft.Extensions.Localization;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Contacts;
using SipRing.CallCenter.Floor;
using SipRing.Server.Access;
using SipRing.Server.Components;
using SipRing.Server.Floor;
using SipRing.Server.Reports;
using SipRing.Server.Resources;
using SipRing.Server.Shared;

namespace SipRing.Server.Finding;

/// <summary>What can be gone to by typing: pages, queues, operators, extensions, the calls of a number, and settings of this browser.</summary>
public sealed class FindAnything(IStringLocalizer<Texts> texts, ListContacts contacts)
{
    private const int Most = 12;
    private const int MostContacts = 6;
    private const int FewestDigits = 3;
    private const int FewestLetters = 2;

    /// <summary>The best first: what begins with the words, then what holds a word that does, then what holds them.</summary>
    public IReadOnlyList<FoundItem> Find(string text, FloorSnapshot floor, ClaimsPrincipal user, string here)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var items = Everything(floor, user.ToActor(), here);
        if (words.Length == 0)
        {
            return [.. items.Where(item => item.Kind == "find.page")];
        }

        var found = items.Select(item => (item, Rank: Rank(item.Text, words))).Where(pair => pair.Rank < int.MaxValue)
            .OrderBy(pair => pair.Rank).Select(pair => pair.item).Take(Most).ToList();
        var number = new string([.. text.Where(char.IsAsciiDigit)]);
        if (number.Length >= FewestDigits && text.All(c => char.IsAsciiDigit(c) || c is ' ' or '+' or '-' or '(' or ')') && May(user.ToActor(), Permission.SeeReports))
        {
            found.Add(new("find.calls", number, Urls.QueueReport(new() { Period = ReportPeriod.Month, Caller = number })));
            found.Add(new("find.lost-calls", number, Urls.QueueReport(new() { Period = ReportPeriod.Month, Caller = number, Lost = true })));
        }

        return found;
    }

    /// <summary>Contacts by name, company or a part of a number in any form; asked for beside the rest, for they are in the database.</summary>
    public async Task<IReadOnlyList<FoundItem>> FindContactsAsync(string text, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (text.Trim().Length < FewestLetters || user.ToActor() is not { } actor || !actor.May(Permission.SeeDirectory))
        {
            return [];
        }

        var page = await contacts.HandleAsync(actor, new(text, Limit: MostContacts), cancellationToken);
        return [.. (page.Value?.Items ?? []).Select(c => new FoundItem("find.contact", TextOf(c), Urls.Contact(c.Id)))];
    }

    private static string TextOf(Contact contact) => string.Join(" · ", new[]
    {
        contact.Name, contact.Company == contact.Name ? "" : contact.Company, string.Join(", ", contact.Numbers.Take(2).Select(n => Formats.Phone(n.Number))),
    }.Where(part => part.Length > 0));

    private static int Rank(string text, string[] words)
    {
        var compare = CultureInfo.CurrentCulture.CompareInfo;
        const CompareOptions Loosely = CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace;
        var rank = 0;
        foreach (var word in words)
        {
            var at = compare.IndexOf(text, word, Loosely);
            if (at < 0)
            {
                return int.MaxValue;
            }

            rank += at == 0 ? 0 : text[at - 1] == ' ' ? 1 : 2;
        }

        return rank;
    }

    private static bool May(Actor? actor, Permission permission) => actor?.May(permission) == true;

    private IEnumerable<FoundItem> Everything(FloorSnapshot floor, Actor? actor, string here)
    {
        var (seesFloor, seesReports) = (May(actor, Permission.SeeFloor), May(actor, Permission.SeeReports));
        if (seesFloor)
        {
            yield return new("find.page", texts["panel"], Urls.Panel);
            yield return new("find.page", texts["wallboards"], Urls.Wallboards);
        }

        if (seesReports)
        {
            yield return new("find.page", $"{texts["report.title"]}: {texts["report.answered"]}", Urls.QueueReport(new()));
            yield return new("find.page", $"{texts["report.title"]}: {texts["report.lost"]}", Urls.QueueReport(new() { Lost = true }));
        }

        if (May(actor, Permission.SeeDirectory))
        {
            yield return new("find.page", texts["directory"], Urls.DirectoryPath);
        }

        if (May(actor, Permission.ManageDirectory))
        {
            yield return new("find.page", $"{texts["directory"]}: {texts["directory.import"]}", Urls.DirectoryImport);
            yield return new("find.page", $"{texts["directory"]}: {texts["directory.fields"]}", Urls.DirectoryFields);
        }

        if (May(actor, Permission.HandleLostCallers))
        {
            yield return new("find.page", texts["lost-callers"], Urls.LostCallersPath);
        }

        if (May(actor, Permission.ManagePbx))
        {
            yield return new("find.page", $"{texts["lost-callers"]}: {texts["lost-rules"]}", Urls.LostCallerRules);
            yield return new("find.page", $"{texts["pbx"]}: {texts["pbx.extensions"]}", Urls.Extensions);
            yield return new("find.page", $"{texts["pbx"]}: {texts["pbx.queues"]}", Urls.Queues);
            yield return new("find.page", $"{texts["pbx"]}: {texts["menus"]}", Urls.Menus);
            yield return new("find.page", $"{texts["pbx"]}: {texts["hours"]}", Urls.Hours);
            yield return new("find.page", $"{texts["pbx"]}: {texts["sounds"]}", Urls.Sounds);
            yield return new("find.page", $"{texts["pbx"]}: {texts["pbx.history"]}", Urls.PbxHistory);
            yield return new("find.page", $"{texts["pbx"]}: {texts["pbx.csv"]}", Urls.PbxCsv);
        }

        if (May(actor, Permission.ManageDepartments))
        {
            yield return new("find.page", texts["departments"], Urls.Departments);
        }

        if (May(actor, Permission.SeeSystem))
        {
            yield return new("find.page", texts["server"], Urls.Server);
            yield return new("find.page", texts["log"], Urls.Log);
            yield return new("find.page", "API", Urls.Api, Reload: true);
        }

        yield return new("find.page", texts["user.password"], Urls.ChangePassword, Reload: true);
        foreach (var queue in seesFloor ? floor.Queues.Values : [])
        {
            yield return new("find.queue", $"{queue.Number} {queue.Name}", Urls.PanelOf(queue.Number));
        }

        foreach (var person in seesReports ? OperatorView.From(floor, null) : [])
        {
            if (person.AgentId is { } id)
            {
                yield return new("find.operator", person.Name, Urls.QueueReport(new() { Agents = [id] }));
            }
        }

        foreach (var phone in seesFloor ? floor.Extensions.Values : [])
        {
            yield return new("find.extension", $"{phone.Number} {phone.AgentName ?? phone.Name}", Urls.PanelPhone(phone.Number));
        }

        yield return new("theme", texts["theme.light"], Urls.Theme("light", here), Reload: true);
        yield return new("theme", texts["theme.dark"], Urls.Theme("dark", here), Reload: true);
        yield return new("theme", texts["theme.system"], Urls.Theme(Preferences.System, here), Reload: true);
        yield return new("language", "Русский", Urls.Language("ru", here), Reload: true);
        yield return new("language", "English", Urls.Language("en", here), Reload: true);
    }
}
