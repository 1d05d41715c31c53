using System.Globalization;
using SipRing.CallCenter.Common.Csv;

namespace SipRing.CallCenter.Agents.Csv;

/// <summary>Operators as rows of a table.</summary>
public static class AgentCsv
{
    public static IReadOnlyList<ImportColumn> Columns { get; } =
    [
        new("id", "id", "ид", "код"),
        new("name", "name", "имя", "фио", "оператор"),
        new("pin", "pin", "пин"),
    ];

    public static IReadOnlyList<string> Needed { get; } = ["name"];

    /// <summary>A row of the export. PINs are known to nobody.</summary>
    public static IEnumerable<string> Write(Agent agent) => [agent.Id.ToString(CultureInfo.InvariantCulture), agent.Name, ""];
}
