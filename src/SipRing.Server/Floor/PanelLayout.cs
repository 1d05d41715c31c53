using System.Text.Json;
using SipRing.Server.Api;

namespace SipRing.Server.Floor;

public enum PanelPart
{
    Figures,
    Queues,
    Waiting,
    Phones,
    Operators,
}

public enum PanelDensity
{
    Normal,
    Dense,
    Roomy,
}

public enum PhoneGrouping
{
    None,
    Hundreds,
    Departments,
}

/// <summary>How a person has arranged the panel; kept with the person, so it is the same in every browser.</summary>
public sealed record PanelLayout
{
    /// <summary>The name of the setting.</summary>
    public const string Setting = "panel";

    private static readonly PanelPart[] s_column = [PanelPart.Queues, PanelPart.Waiting, PanelPart.Phones];

    public PanelDensity Density { get; init; }
    public PhoneGrouping Grouping { get; init; }

    /// <summary>Operators by state instead of by name.</summary>
    public bool ByState { get; init; }

    /// <summary>Operators at the left.</summary>
    public bool OperatorsFirst { get; init; }

    /// <summary>The parts of the other side, from top to bottom.</summary>
    public IReadOnlyList<PanelPart> Order { get; init; } = s_column;
    public IReadOnlyList<PanelPart> Hidden { get; init; } = [];

    public bool Shows(PanelPart part) => !Hidden.Contains(part);

    public PanelLayout With(PanelPart part, bool shown) => this with { Hidden = shown ? [.. Hidden.Where(p => p != part)] : [.. Hidden.Append(part).Distinct()] };

    /// <summary>One place up (-1) or down (1); what is first or last already stays.</summary>
    public PanelLayout Move(PanelPart part, int step)
    {
        var order = Order.ToList();
        var at = order.IndexOf(part);
        var to = at + step;
        if (at < 0 || to < 0 || to >= order.Count)
            return this;
        (order[at], order[to]) = (order[to], order[at]);
        return this with { Order = order };
    }

    public string ToText() => JsonSerializer.Serialize(this, StrictJson.Options);

    /// <summary>What cannot be read, of another version perhaps, is the usual layout.</summary>
    public static PanelLayout From(string? text)
    {
        try
        {
            var read = text is null ? null : JsonSerializer.Deserialize<PanelLayout>(text, StrictJson.Options);
            return read is null ? new() : read with { Order = [.. read.Order.Where(s_column.Contains).Union(s_column)] };
        }
        catch (JsonException)
        {
            return new();
        }
    }
}
