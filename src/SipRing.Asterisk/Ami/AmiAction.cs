namespace SipRing.Asterisk.Ami;

/// <summary>
/// An action to send. Headers are kept in order; a header may occur several times (<c>Variable</c>). A name or value
/// with a carriage return, a line feed or a NUL is refused here, so nothing typed by a person can end a header on the wire.
/// </summary>
public sealed class AmiAction(string name)
{
    private readonly List<KeyValuePair<string, string>> _headers = [];

    /// <summary>The name of the action, for example <c>QueueAdd</c>.</summary>
    public string Name { get; } = Checked(name, nameof(name));

    /// <summary>The headers besides <c>Action</c> and <c>ActionID</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers => _headers;

    /// <summary>Adds a header and returns the same action.</summary>
    /// <exception cref="ArgumentException">
    /// The name or value holds CR, LF or NUL, the name is empty or holds a colon, or it is one that the client sets itself.
    /// </exception>
    public AmiAction With(string header, string value)
    {
        if (header.Length == 0 || header.Contains(':', StringComparison.Ordinal))
            throw new ArgumentException($"A header name may not be empty or hold a colon: '{header}'.", nameof(header));
        if (header.Equals("Action", StringComparison.OrdinalIgnoreCase) || header.Equals("ActionID", StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException($"'{header}' is set by the client itself.", nameof(header));
        _headers.Add(new(Checked(header, nameof(header)), Checked(value, header)));
        return this;
    }

    private static string Checked(string value, string what) =>
        value.AsSpan().IndexOfAny('\r', '\n', '\0') < 0
            ? value
            : throw new ArgumentException($"{what} holds a line break or a NUL, which the manager interface cannot carry.", what);
}
