using SipRing.CallCenter.Ledger.Reading;

namespace SipRing.CallCenter.Ledger;

/// <summary>How the ledger does: pages and doctor show it.</summary>
public interface ILedgerHealth
{
    LedgerHealth Current { get; }
}

/// <param name="Error">Why reading stands still, or null. Nothing is lost meanwhile: the logs wait.</param>
/// <param name="ErrorSince">Since when.</param>
/// <param name="Logs">One for each log that is followed.</param>
/// <param name="Leftovers">What the logs held that could not be used, counted every ten seconds; null before the first count.</param>
public sealed record LedgerHealth(string? Error, DateTimeOffset? ErrorSince, IReadOnlyList<LogHealth> Logs, LedgerLeftovers? Leftovers = null);

/// <param name="Kind">Which log.</param>
/// <param name="Path">Its file.</param>
/// <param name="LastLine">Time of the last line that was read, or null while there was none.</param>
/// <param name="BytesBehind">Not read yet.</param>
/// <param name="BehindSince">Since when more than a line or two is not read yet, or null.</param>
/// <param name="BrokenLines">Lines of the present file that could not be used; they are kept in the database.</param>
public sealed record LogHealth(LogKind Kind, string Path, DateTimeOffset? LastLine, long BytesBehind, DateTimeOffset? BehindSince, long BrokenLines);
