using System.Globalization;
using SipRing.CallCenter.Settings;

namespace SipRing.CallCenter.Connection;

/// <summary>What an administrator puts into the files of an existing PBX. The values in them were checked: none holds a line break.</summary>
public static class PasteLines
{
    private const string NewSecret = "PUT-A-LONG-RANDOM-SECRET-HERE";

    /// <summary>Two logins for <c>manager_custom.conf</c> (FreePBX) or <c>manager.conf</c>: the daily one can neither reload nor run commands.</summary>
    public static string Manager(string user, string? second, string permit) => Lines(
        "; /etc/asterisk/manager_custom.conf (FreePBX) or manager.conf; then: asterisk -rx 'manager reload'",
        $"[{(user.Length > 0 ? user : "sipring")}]",
        $"secret = {NewSecret}",
        "deny = 0.0.0.0/0.0.0.0",
        $"permit = {permit}/255.255.255.255",
        "writetimeout = 5000",
        "read = system,call,agent,user",
        "write = call,agent,originate,reporting,user",
        "",
        "; Only if SipRing shall name phones without hints; not needed for calls and reports.",
        $"[{second ?? (user.Length > 0 ? user : "sipring") + "-config"}]",
        $"secret = {NewSecret}",
        "deny = 0.0.0.0/0.0.0.0",
        $"permit = {permit}/255.255.255.255",
        "read = system",
        "write = config,system,command");

    /// <summary>A MariaDB login that may only read, for the console of that server.</summary>
    public static string Grant(string user, string database, string from) => Lines(
        $"CREATE USER IF NOT EXISTS '{user}'@'{from}' IDENTIFIED BY '{NewSecret}';",
        $"GRANT SELECT ON `{database}`.* TO '{user}'@'{from}';",
        "-- The names of extensions and queues of a FreePBX:",
        $"GRANT SELECT (extension, name) ON `asterisk`.`users` TO '{user}'@'{from}';",
        $"GRANT SELECT (extension, descr) ON `asterisk`.`queues_config` TO '{user}'@'{from}';");

    /// <summary>The line of <c>authorized_keys</c> with a key that may only read files.</summary>
    public static string AuthorizedKey(string user) => Lines(
        $"# ~{user}/.ssh/authorized_keys, in one line; the public key is the .pub file beside the private one",
        "restrict,command=\"internal-sftp -R\" ssh-ed25519 AAAA… sipring",
        $"# and let that account read the log:  usermod -aG asterisk {user}");

    /// <summary>The dialplan for <c>extensions_custom.conf</c>: a code and a queue's number log an operator in or out.</summary>
    public static string Dialplan(string code, string agi) => Lines(
        "; /etc/asterisk/extensions_custom.conf; then: fwconsole reload (FreePBX) or asterisk -rx 'dialplan reload'",
        "[from-internal-custom]",
        $"exten => _{code}X.,1,Answer()",
        string.Create(CultureInfo.InvariantCulture, $" same => n,AGI(agi://{agi}/login,${{FILTER(0-9,${{EXTEN:{code.Length}}})}})"),
        " same => n,Hangup()");

    /// <summary>What Asterisk needs so that it writes queue_log into the database too.</summary>
    public static string QueueLogTable() => Lines(
        "; /etc/asterisk/extconfig_custom.conf or extconfig.conf, section [settings]",
        "queue_log => odbc,asteriskcdrdb,queuelog",
        "; /etc/asterisk/logger_general_custom.conf or logger.conf, section [general]",
        "queue_adaptive_realtime = yes",
        "queue_log_to_file = yes");

    public static string Dialplan(ExistingPbx pbx) => Dialplan(pbx.LoginCode, pbx.Agi);

    private static string Lines(params ReadOnlySpan<string> lines) => string.Join('\n', lines!) + "\n";
}
