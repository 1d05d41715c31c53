namespace SipRing.CallCenter.Ledger.Folding;

/// <summary>The agent column of queue_log: an interface such as <c>PJSIP/501</c> or <c>Local/501@from-queue/n</c>, or a member's name.</summary>
internal static class MemberColumn
{
    private static readonly HashSet<string> s_technologies = new(StringComparer.OrdinalIgnoreCase)
    {
        "PJSIP", "SIP", "IAX2", "Local", "Agent", "DAHDI", "Zap", "SCCP", "Skinny", "MGCP", "UniStim", "Khomp", "Motif", "Console", "Custom",
    };

    /// <summary>The extension in an interface, or null where the column is a name.</summary>
    public static string? Extension(string column)
    {
        var slash = column.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || !s_technologies.Contains(column[..slash]))
            return null;
        var rest = column[(slash + 1)..];
        var end = rest.AsSpan().IndexOfAny('@', '/');
        return end < 0 ? rest : rest[..end];
    }
}
