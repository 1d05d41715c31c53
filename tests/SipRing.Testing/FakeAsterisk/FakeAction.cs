namespace SipRing.Testing.FakeAsterisk;

/// <summary>An action as it came over the wire: its header lines, nothing hidden.</summary>
public sealed record FakeAction(IReadOnlyList<KeyValuePair<string, string>> Headers)
{
    public string Name => this["Action"] ?? "";

    public string Id => this["ActionID"] ?? "";

    public string? this[string name]
    {
        get
        {
            foreach (var header in Headers)
            {
                if (header.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
                    return header.Value;
            }

            return null;
        }
    }
}
