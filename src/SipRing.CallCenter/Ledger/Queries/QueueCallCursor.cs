using System.Globalization;

namespace SipRing.CallCenter.Ledger.Queries;

/// <summary>Where a page ended: the last item itself, so that pages stay whole while new calls come in.</summary>
public readonly record struct QueueCallCursor(long EnteredAtMs, long Id)
{
    public static bool TryParse(string text, out QueueCallCursor cursor)
    {
        cursor = default;
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        if (dash <= 0
            || !long.TryParse(text.AsSpan(0, dash), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var at)
            || !long.TryParse(text.AsSpan(dash + 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id))
        {
            return false;
        }

        cursor = new(at, id);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{EnteredAtMs:x}-{Id:x}");
}
