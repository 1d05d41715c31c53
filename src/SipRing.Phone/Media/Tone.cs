using System.Collections.Concurrent;

namespace SipRing.Phone.Media;

/// <summary>What a phone says: a loop of u-law samples, computed once and shared by every call that plays it.</summary>
public sealed class Tone
{
    public const int SampleRate = 8000;

    private const double Amplitude = 16000;

    private static readonly ConcurrentDictionary<int, Tone> s_pure = new();

    private readonly byte[] _loop;

    private Tone(byte[] loop, bool isSilent = false)
    {
        _loop = loop;
        IsSilent = isSilent;
    }

    public static Tone Silence { get; } = new([.. Enumerable.Repeat(ULaw.Silence, 160)], isSilent: true);

    /// <summary>Nothing but silence: a stream may send less.</summary>
    public bool IsSilent { get; }

    /// <summary>A steady tone of a whole number of hertz, so that a second of it loops without a click.</summary>
    public static Tone Of(int hertz)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(hertz, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(hertz, SampleRate / 2);
        return s_pure.GetOrAdd(hertz, static value => new(Samples([(value, TimeSpan.FromSeconds(1))])));
    }

    /// <summary>Notes one after the other, 0 hertz is a rest; each fades in and out, so that it sounds like a voice at a distance.</summary>
    public static Tone Melody(params ReadOnlySpan<(int Hertz, TimeSpan Length)> notes) => new(Samples(notes));

    /// <summary>Copies the samples that follow the given position of the endless loop.</summary>
    public void CopyTo(Span<byte> target, long position)
    {
        var at = (int)(position % _loop.Length);
        while (!target.IsEmpty)
        {
            var count = Math.Min(target.Length, _loop.Length - at);
            _loop.AsSpan(at, count).CopyTo(target);
            target = target[count..];
            at = 0;
        }
    }

    private static byte[] Samples(ReadOnlySpan<(int Hertz, TimeSpan Length)> notes)
    {
        var bytes = new List<byte>();
        foreach (var (hertz, length) in notes)
        {
            var count = (int)(length.TotalSeconds * SampleRate);
            for (var i = 0; i < count; i++)
            {
                var fade = notes.Length == 1 ? 1 : Math.Min(1, Math.Min(i, count - i) / 400.0);
                bytes.Add(ULaw.Encode((short)(Amplitude * fade * Math.Sin(2 * Math.PI * hertz * i / SampleRate))));
            }
        }

        return [.. bytes];
    }
}
