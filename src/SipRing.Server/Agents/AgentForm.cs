namespace SipRing.Server.Agents;

/// <summary>What stands in the fields of an operator's form.</summary>
internal sealed class AgentForm
{
    public string Name { get; set; } = "";
    public string Pin { get; set; } = "";
    public int? Id { get; set; }
}
