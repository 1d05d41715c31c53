using SipRing.CallCenter.Wallboards;

namespace SipRing.Server.Wallboards;

/// <summary>
/// Bounds for what strangers may ask of public links: so many requests a minute from one address, fewer where they name links
/// that do not exist, and so many screens at once.
/// </summary>
public sealed class BoardLimit(TimeProvider clock)
{
    public const int RequestsAMinute = 120;
    public const int WrongAMinute = 20;
    public const int ScreensOfABoard = 30;

    /// <summary>Beyond, the oldest addresses are forgotten: nobody fills the memory by asking from everywhere.</summary>
    private const int MostAddresses = 10_000;
    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(1);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Count> _counts = new(StringComparer.Ordinal);
    private readonly Dictionary<int, int> _screens = [];

    /// <summary>Counts one request; false where it is one too many.</summary>
    public bool Allows(string address)
    {
        lock (_gate)
        {
            var count = Of(address);
            _counts[address] = count = count with { Requests = count.Requests + 1 };
            return count is { Requests: <= RequestsAMinute, Wrong: < WrongAMinute };
        }
    }

    /// <summary>The request named a link that does not exist.</summary>
    public void Wrong(string address)
    {
        lock (_gate)
        {
            var count = Of(address);
            _counts[address] = count with { Wrong = count.Wrong + 1 };
        }
    }

    /// <summary>A place for one more screen of a board, until it is disposed; null where there is none.</summary>
    public IDisposable? Enter(Wallboard board)
    {
        lock (_gate)
        {
            var open = _screens.GetValueOrDefault(board.Id);
            if (open >= ScreensOfABoard)
                return null;
            _screens[board.Id] = open + 1;
            return new Place(this, board.Id);
        }
    }

    private Count Of(string address)
    {
        var now = clock.GetUtcNow();
        if (_counts.TryGetValue(address, out var known) && now - known.Since < s_window)
            return known;
        if (_counts.Count >= MostAddresses)
        {
            foreach (var old in _counts.OrderBy(pair => pair.Value.Since).Take(MostAddresses / 2).Select(pair => pair.Key).ToList())
                _counts.Remove(old);
        }

        return new(now, 0, 0);
    }

    private void Leave(int board)
    {
        lock (_gate)
        {
            if (_screens[board] == 1)
                _screens.Remove(board);
            else
                _screens[board]--;
        }
    }

    private readonly record struct Count(DateTimeOffset Since, int Requests, int Wrong);

    private sealed class Place(BoardLimit limit, int board) : IDisposable
    {
        private bool _left;

        public void Dispose()
        {
            if (_left)
                return;
            _left = true;
            limit.Leave(board);
        }
    }
}
