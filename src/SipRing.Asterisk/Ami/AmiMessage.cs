namespace SipRing.Asterisk.Ami;

/// <summary>
/// One message of the manager interface: an event or a response. Headers keep their order and their duplicates; names
/// are compared without regard to case. A message that this library does not know passes through unchanged.
/// </summary>
public sealed class AmiMessage(IReadOnlyList<KeyValuePair<string, string>> headers)
{
    /// <summary>All headers as they came, duplicates included.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; } = headers;

    /// <summary>The value of the first header of that name, or null where there is none.</summary>
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

    /// <summary>The values of every header of that name, in order of arrival.</summary>
    public IEnumerable<string> All(string name) =>
        Headers.Where(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value);

    /// <summary>The name of the event, or null for a response.</summary>
    public string? Event => this["Event"];

    /// <summary>The <c>Response</c> header ("Success", "Error", "Goodbye", "Follows"), or null for an event.</summary>
    public string? Response => this["Response"];

    /// <summary>The identifier that ties a response, or an event of a list, to the action that asked for it.</summary>
    public string? ActionId => this["ActionID"];
}
