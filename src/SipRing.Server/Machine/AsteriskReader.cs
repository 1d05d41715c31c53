using System.Globalization;
using System.Text.RegularExpressions;
using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Settings;

namespace SipRing.Server.Machine;

/// <summary>What Asterisk tells of itself: version, age, clock, modules, who is registered.</summary>
internal sealed partial class AsteriskReader(PbxManager manager, SipRingHome home, SipRingSettings settings, TimeProvider time)
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(5);

    /// <summary>Of a PBX that is managed elsewhere: what queue calls and their facts need.</summary>
    private static readonly string[] s_elsewhere = ["app_queue.so", "chan_pjsip.so", "res_agi.so", "app_userevent.so", "func_channel.so"];

    public sealed record Answer(AsteriskFacts Facts, string? Version, long? Seconds, int? Calls, int? AheadMs);

    public async Task<Answer> ReadAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_limit);
        try
        {
            return await AskAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Away("no answer");
        }
        catch (AmiException e)
        {
            return Away(manager.Ami.LastError ?? e.Message);
        }

        static Answer Away(string problem) => new(AsteriskFacts.Away(problem), null, null, null, null);
    }

    /// <summary>A line of <c>module show</c>.</summary>
    internal static ModuleFact? Module(string line, IReadOnlySet<string> needed) =>
        ModuleLine().Match(line) is { Success: true } match
            ? new(
                match.Groups["name"].Value, match.Groups["what"].Value, int.Parse(match.Groups["uses"].Value, CultureInfo.InvariantCulture),
                match.Groups["state"].Value == "Running", needed.Contains(match.Groups["name"].Value))
            : null;

    private async Task<Answer> AskAsync(CancellationToken cancellationToken)
    {
        var asked = time.GetUtcNow();
        var pong = await manager.Ami.SendAsync(new("Ping"), cancellationToken);
        var middle = asked + ((time.GetUtcNow() - asked) / 2);
        int? ahead = decimal.TryParse(pong["Timestamp"], CultureInfo.InvariantCulture, out var told)
            ? (int)Math.Clamp((told * 1000) - middle.ToUnixTimeMilliseconds(), int.MinValue, int.MaxValue)
            : null;
        var status = await manager.Ami.SendAsync(new("CoreStatus"), cancellationToken);
        var core = await manager.Ami.SendAsync(new("CoreSettings"), cancellationToken);
        var uptime = await CommandAsync("core show uptime seconds", cancellationToken);
        long? seconds = uptime?.Select(l => Uptime().Match(l)).FirstOrDefault(m => m.Success) is { } match ? long.Parse(match.Groups["s"].Value, CultureInfo.InvariantCulture) : null;
        var needed = Needed();
        var lines = await CommandAsync("module show", cancellationToken);
        var modules = lines?.Select(l => Module(l, needed)).OfType<ModuleFact>().OrderBy(m => m.Name, StringComparer.Ordinal).ToList() ?? [];
        var running = modules.Where(m => m.IsRunning).Select(m => m.Name).ToHashSet(StringComparer.Ordinal);
        var facts = new AsteriskFacts(
            null, lines is null ? "forbidden" : null, modules, lines is null ? [] : [.. needed.Except(running).Order(StringComparer.Ordinal)],
            await PhonesAsync(cancellationToken), await TrunksAsync(cancellationToken));
        return new(facts, core["AsteriskVersion"], seconds, int.TryParse(status["CoreCurrentCalls"], CultureInfo.InvariantCulture, out var calls) ? calls : null, ahead);
    }

    /// <returns>Null: the login may not.</returns>
    private async Task<IReadOnlyList<string>?> CommandAsync(string command, CancellationToken cancellationToken)
    {
        var answer = await manager.Ami.SendAsync(new AmiAction("Command").With("Command", command), cancellationToken);
        return answer.Succeeded ? [.. answer.All("Output").SelectMany(o => o.Split('\n'))] : null;
    }

    private async Task<IReadOnlyList<PhoneFact>> PhonesAsync(CancellationToken cancellationToken)
    {
        var list = await manager.Ami.SendListAsync(new("PJSIPShowContacts"), cancellationToken);
        return
        [
            .. list.Events.Where(e => e.Event == "ContactList").Select(e => new PhoneFact(
                    e["Endpoint"] ?? e["Aor"] ?? e["ObjectName"]?.Split('/')[0] ?? "", Address(e["Uri"] ?? ""), e["UserAgent"] ?? "", e["Status"] ?? "",
                    double.TryParse(e["RoundtripUsec"], CultureInfo.InvariantCulture, out var microseconds) && microseconds > 0 ? microseconds / 1000 : null))
                .OrderBy(p => p.Endpoint, StringComparer.Ordinal).ThenBy(p => p.Address, StringComparer.Ordinal),
        ];
    }

    private async Task<IReadOnlyList<TrunkFact>> TrunksAsync(CancellationToken cancellationToken)
    {
        var list = await manager.Ami.SendListAsync(new("PJSIPShowRegistrationsOutbound"), cancellationToken);
        return
        [
            .. list.Events.Where(e => e["ObjectName"] is not null && e["Status"] is not null).Select(e => new TrunkFact(
                    e["ObjectName"]!, Address(e["ServerUri"] ?? ""), e["Status"]!, int.TryParse(e["NextReg"], CultureInfo.InvariantCulture, out var left) ? left : null))
                .OrderBy(t => t.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>Host and port of a SIP address: who logs in there is nobody's business.</summary>
    internal static string Address(string uri)
    {
        var text = uri.StartsWith("sips:", StringComparison.OrdinalIgnoreCase) ? uri[5..] : uri.StartsWith("sip:", StringComparison.OrdinalIgnoreCase) ? uri[4..] : uri;
        text = text[(text.IndexOf('@', StringComparison.Ordinal) + 1)..];
        var end = text.IndexOf(';', StringComparison.Ordinal);
        return end >= 0 ? text[..end] : text;
    }

    private HashSet<string> Needed()
    {
        if (settings.PbxMode == PbxMode.Existing)
            return [.. s_elsewhere];
        var file = Path.Combine(new PbxFolders(home).Configuration, "modules.conf");
        return File.Exists(file)
            ? [.. File.ReadLines(file).Select(l => LoadLine().Match(l)).Where(m => m.Success).Select(m => m.Groups["name"].Value)]
            : [];
    }

    [GeneratedRegex(@"^(?<name>\S+\.so)\s+(?<what>.*?)\s+(?<uses>\d+)\s+(?<state>Running|Not Running)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex ModuleLine();

    [GeneratedRegex(@"^System uptime:\s*(?<s>\d+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Uptime();

    [GeneratedRegex(@"^\s*load\s*=>?\s*(?<name>\S+\.so)", RegexOptions.ExplicitCapture)]
    private static partial Regex LoadLine();
}
