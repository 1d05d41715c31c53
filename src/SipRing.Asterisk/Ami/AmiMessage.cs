namespace SipRing.Asterisk.Ami;

/// <summary>
/// One message of the manager interface: an event or a response. Headers keep their order and their duplicates; names
/// are compared without regard to case. A message that this library does not know passes through unchanged.
/// </summary>
public sealed class AmiMessage(IReadOnlyList<KeyValuePair<string, string>> headers)
{
    private readonly KeyValuePair<string, string>[] _headers = headers as KeyValuePair<string, string>[] ?? [.. headers];

    /// <summary>All headers as they came, duplicates included.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers => _headers;

    /// <summary>The value of the first header of that name, or null where there is none.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var header in _headers)
            {
                if (header.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
                    return header.Value;
            }

            return null;
        }
    }

    /// <summary>The values of every header of that name, in order of arrival.</summary>
    public IEnumerable<string> All(string name) =>
        _headers.Where(h => h.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value);

    /// <summary>The name of the event, or null for a response.</summary>
    public string? Event => this["Event"];

    /// <summary>
    /// The <c>Response</c> header ("Success", "Error", "Goodbye", "Follows"), or null for an event: the event
    /// <c>OriginateResponse</c> has a header of that name too, to be read by <c>this["Response"]</c>.
    /// </summary>
    public string? Response => Event is null ? this["Response"] : null;

    /// <summary>A response that is not an error.</summary>
    public bool Succeeded => Response is { } response && !response.Equals("Error", StringComparison.OrdinalIgnoreCase);

    /// <summary>The identifier that ties a response, or an event of a list, to the action that asked for it.</summary>
    public string? ActionId => this["ActionID"];
}
