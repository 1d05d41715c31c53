using System.Globalization;
using System.Text;

namespace SipRing.Server.Machine;

/// <summary>The page as plain text, for a letter to whoever helps.</summary>
public static class ServerText
{
    public static string Of(ServerFacts facts, IReadOnlyList<ServerSection> sections, IReadOnlyList<Pbx.Finding>? findings)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"SipRing {facts.Versions.SipRing}, {facts.At.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z");
        foreach (var section in sections)
        {
            Head(section.Title);
            foreach (var row in section.Rows)
                text.AppendLine(CultureInfo.InvariantCulture, $"{row.Name}: {row.Value}{(row.Mend is null ? "" : $"  ! {row.Mend}")}");
        }

        if (facts.Asterisk.Phones.Count + facts.Asterisk.Trunks.Count > 0)
        {
            Head("Registrations");
            foreach (var phone in facts.Asterisk.Phones)
                text.AppendLine(CultureInfo.InvariantCulture, $"{phone.Endpoint} {phone.Address} {phone.Status} {phone.Latency:0.0} ms {phone.UserAgent}");
            foreach (var trunk in facts.Asterisk.Trunks)
                text.AppendLine(CultureInfo.InvariantCulture, $"{trunk.Name} {trunk.Server} {trunk.Status}");
        }

        Head("Modules");
        text.AppendLine(facts.Asterisk.Missing.Count == 0 ? "missing: none" : "missing: " + string.Join(' ', facts.Asterisk.Missing));
        text.AppendLine("running: " + string.Join(' ', facts.Asterisk.Modules.Where(m => m.IsRunning).Select(m => m.Name)));
        if (findings is not null)
        {
            Head("Doctor");
            foreach (var finding in findings)
                text.AppendLine(CultureInfo.InvariantCulture, $"{(finding.IsRight ? "ok   " : "WRONG")} {finding.Name}: {finding.Found}{(finding.IsRight ? "" : $"  mend: {finding.Mend}")}");
        }

        return text.ToString();

        void Head(string title) => text.AppendLine().Append("== ").AppendLine(title);
    }
}
