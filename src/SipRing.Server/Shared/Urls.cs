using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using SipRing.CallCenter.Access;
using SipRing.Server.CallDetail;
using SipRing.Server.LostCallers;
using SipRing.Server.Reports;

namespace SipRing.Server.Shared;

/// <summary>Every address that a page links to.</summary>
public static class Urls
{
    public const string Panel = "/panel";
    public const string QueueReportPath = "/reports/queues";
    public const string Extensions = "/pbx/extensions";
    public const string Queues = "/pbx/queues";
    public const string Menus = "/pbx/menus";
    public const string Hours = "/pbx/hours";
    public const string Sounds = "/pbx/sounds";
    public const string Trunks = "/pbx/trunks";
    public const string IncomingRoutes = "/pbx/incoming";
    public const string OutgoingRoutes = "/pbx/outgoing";
    public const string PbxHistory = "/pbx/history";
    public const string PbxCsv = "/pbx/csv";
    public const string Departments = "/departments";
    public const string OperatorsCsv = "/pbx/csv?kind=operators";
    public const string ExtensionsExport = "/api/v1/extensions/export";
    public const string OperatorsExport = "/api/v1/agents/export";
    public const string OperatorsPath = "/operators";
    public const string PinSlips = "/operators/slips";
    public const string PauseReasonsPath = "/pause-reasons";
    public const string CallRulesPath = "/queues/rules";
    public const string OwnDesk = "/desk";
    public const string UsersPath = "/settings/users";
    public const string TokensPath = "/settings/tokens";
    public const string LostCallersPath = "/lost";
    public const string LostCallerRules = "/lost/rules";
    public const string Log = "/system/log";
    public const string Server = "/system/server";
    public const string Wallboards = "/wallboards";
    public const string SharedBoardPath = "/board";
    public const string CallsPath = "/calls";
    public const string DirectoryPath = "/directory";
    public const string DirectoryImport = "/directory/import";
    public const string DirectoryRefused = "/directory/import/refused";
    public const string DirectoryFields = "/directory/fields";
    public const string Connection = "/settings/connection";
    public const string Comparison = "/settings/connection/comparison";
    public const string Setup = "/setup";
    public const string Api = "/api";
    public const string SignIn = "/login";
    public const string ChangePassword = "/password";

    /// <summary>What is shown for an answer without a page of its own; {0} is its status.</summary>
    public const string Status = "/status/{0}";
    public const string Error = "/error";

    /// <summary>Endpoints that the forms post to; they answer with a redirect, on refusal back with ?error=id.</summary>
    public const string SignInPost = "/account/login";
    public const string SignOutPost = "/account/logout";
    public const string ChangePasswordPost = "/account/password";

    /// <summary>Where somebody begins: the panel, or an operator his own page.</summary>
    public static string Home(Actor? actor) => actor is not null && !actor.May(Permission.SeeFloor) && actor.May(Permission.UseOwnDesk) ? OwnDesk : Panel;

    public static string SignInAndBack(NavigationManager here) =>
        $"{SignIn}?returnUrl={Uri.EscapeDataString("/" + here.ToBaseRelativePath(here.Uri))}";

    public static string PanelOf(string? queue = null, string? state = null, string? sort = null, string? department = null) =>
        QueryHelpers.AddQueryString(Panel, new Dictionary<string, string?> { ["queue"] = queue, ["state"] = state, ["sort"] = sort, ["department"] = department });

    /// <summary>The panel with one phone in view.</summary>
    public static string PanelPhone(string number) => QueryHelpers.AddQueryString(Panel, "phone", number);

    public static string QueueReport(QueueReportQuery query) => QueryHelpers.AddQueryString(QueueReportPath, query.ToParameters());

    public static string Calls(CallsQuery query) => QueryHelpers.AddQueryString(CallsPath, query.ToParameters());

    /// <summary>The calls of one number, of the last days.</summary>
    public static string CallsOf(string number) => Calls(new() { Period = ReportPeriod.Month, Number = number });

    public static string Directory(string? find, string? tag = null) => Query(DirectoryPath, ("q", find), ("tag", tag));

    public static string Contact(long id, string? find = null, string? tag = null) =>
        Query(DirectoryPath, ("q", find), ("tag", tag), ("edit", id.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    /// <param name="number">Filled in already.</param>
    public static string NewContact(string? number = null, string? find = null) => Query(DirectoryPath, ("q", find), ("edit", "new"), ("number", number));

    public static string DirectoryExport(string? find, string? tag, string language) => Query("/api/v1/contacts/export", ("find", find), ("tag", tag), ("language", language));

    public static string DirectoryField(string id) => Query(DirectoryFields, ("edit", id));

    public static string CallsExport(CallsQuery query, DateTimeOffset from, DateTimeOffset to, string language) =>
        QueryHelpers.AddQueryString("/api/v1/calls/export", query.ToExport(from, to, language));

    /// <param name="id">Or <c>new</c>.</param>
    public static string Department(string id) => Query(Departments, ("edit", id));

    public static string Department(int id) => Department(id.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public static string ExtensionsFound(string? find) => Query(Extensions, ("q", find));

    /// <param name="number">Or <c>new</c>.</param>
    public static string Extension(string number, string? find = null) => Query(Extensions, ("q", find), ("edit", number));

    public static string Operators(string? find = null, bool dismissed = false) => Query(OperatorsPath, ("q", find), ("show", dismissed ? "dismissed" : null));

    /// <param name="id">Or <c>new</c>.</param>
    public static string Operator(string id, string? find = null, bool dismissed = false) =>
        Query(OperatorsPath, ("q", find), ("show", dismissed ? "dismissed" : null), ("edit", id));

    /// <summary>Sessions and pauses of one operator; of the query its period counts.</summary>
    public static string OperatorHistory(int id, QueueReportQuery? query = null) =>
        QueryHelpers.AddQueryString(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{OperatorsPath}/{id}"), (query ?? new()).ToParameters());

    /// <param name="code">Or <c>new</c>.</param>
    public static string PauseReason(string code) => Query(PauseReasonsPath, ("edit", code));

    public static string CallRules(string queue) => Query(CallRulesPath, ("edit", queue));

    public static string Users(string? find = null) => Query(UsersPath, ("q", find));

    /// <param name="name">Or <c>+</c>, which no user is called, for a new one.</param>
    public static string User(string name, string? find = null) => Query(UsersPath, ("q", find), ("edit", name));

    /// <summary>The form of a new token.</summary>
    public static string NewToken => Query(TokensPath, ("edit", "new"));

    /// <param name="number">Or <c>new</c>.</param>
    public static string Queue(string number) => Query(Queues, ("edit", number));

    /// <param name="id">Or <c>new</c>.</param>
    public static string Menu(string id) => Query(Menus, ("edit", id));

    /// <param name="id">Or <c>new</c>.</param>
    public static string Schedule(string id) => Query(Hours, ("edit", id));

    /// <param name="id">Or <c>new</c>.</param>
    public static string Holiday(string id) => Query(Hours, ("holiday", id));

    /// <param name="id">Or <c>new</c>.</param>
    public static string Sound(string id) => Query(Sounds, ("edit", id));

    /// <param name="id">Or <c>new</c>.</param>
    public static string Music(string id) => Query(Sounds, ("music", id));

    /// <param name="id">Of a sound.</param>
    /// <param name="file">Which file it has now: another one is heard at once, whatever the browser kept.</param>
    public static string SoundFile(string id, string file) => Query($"/api/v1/sounds/{Uri.EscapeDataString(id)}/file", ("v", file));

    public static string LostCallers(LostCallersQuery query) => QueryHelpers.AddQueryString(LostCallersPath, query.ToParameters());

    /// <param name="queue">Or <c>all</c>.</param>
    public static string LostCallerRule(string queue) => Query(LostCallerRules, ("edit", queue));
    public static string Wallboard(int id) => $"{Wallboards}/{Text(id)}";

    public static string WallboardLive(int id) => Wallboard(id) + "/live";

    public static string WallboardEditor(int id) => Wallboard(id) + "/edit";

    public static string NewWallboard => Query(Wallboards, ("edit", "new"));

    public static string SharedBoard(string secret) => $"{SharedBoardPath}/{secret}";

    public static string SharedBoardLive(string secret) => SharedBoard(secret) + "/live";
    /// <param name="id">Or <c>new</c>.</param>
    public static string Trunk(string id) => Query(Trunks, ("edit", id));

    /// <param name="id">Or <c>new</c>.</param>
    public static string IncomingRoute(string id) => Query(IncomingRoutes, ("edit", id));

    /// <param name="id">Or <c>new</c>.</param>
    public static string OutgoingRoute(string id) => Query(OutgoingRoutes, ("edit", id));

    public static string PbxVersion(long id) => Query(PbxHistory, ("version", id.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    public static string Recording(string id) => $"/api/v1/recordings/{Uri.EscapeDataString(id)}";

    public static string RecordingFile(string id) => Recording(id) + "?download=1";

    public static string Language(string language, string back) => $"/preferences/language/{language}?back={Uri.EscapeDataString(back)}";

    public static string Theme(string theme, string back) => $"/preferences/theme/{theme}?back={Uri.EscapeDataString(back)}";

    private static string Text(int id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Query(string path, params (string Name, string? Value)[] parameters) =>
        QueryHelpers.AddQueryString(path, parameters.Where(p => !string.IsNullOrEmpty(p.Value)).Select(p => KeyValuePair.Create(p.Name, p.Value)));
}
