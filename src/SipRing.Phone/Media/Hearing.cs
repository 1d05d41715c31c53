using System.Diagnostics;

namespace SipRing.Phone.Media;

/// <summary>What a phone has heard since it last forgot: the newest half minute.</summary>
public sealed class Hearing
{
    private const int Capacity = 30 * Tone.SampleRate;

    /// <summary>About -30 dB: a voice, no noise.</summary>
    private const int LoudSample = 1000;

    private readonly Lock _lock = new();
    private byte[] _ring = [];
    private long _written;
    private long? _lastLoud;

    /// <summary>How much sound is at hand.</summary>
    public TimeSpan Length
    {
        get
        {
            lock (_lock)
            {
                return TimeSpan.FromSeconds(Math.Min(_written, Capacity) / (double)Tone.SampleRate);
            }
        }
    }

    /// <summary>How long ago the last loud moment was; null while there was none. After a voice prompt it grows.</summary>
    public TimeSpan? QuietFor
    {
        get
        {
            lock (_lock)
            {
                return _lastLoud is { } moment ? Stopwatch.GetElapsedTime(moment) : null;
            }
        }
    }

    public void Forget()
    {
        lock (_lock)
        {
            _written = 0;
            _lastLoud = null;
        }
    }

    /// <summary>Share of the energy at that frequency, 0 to 1.</summary>
    public double Share(double hertz) => Goertzel.Share(Samples(), hertz);

    /// <summary>Loudness, 0 to 1.</summary>
    public double Rms() => Goertzel.Rms(Samples());

    internal void Add(ReadOnlySpan<byte> ulaw)
    {
        lock (_lock)
        {
            if (_ring.Length == 0)
            {
                _ring = new byte[Capacity];
            }

            var loudest = 0;
            foreach (var value in ulaw)
            {
                _ring[_written++ % Capacity] = value;
                loudest = Math.Max(loudest, Math.Abs((int)ULaw.Decode(value)));
            }

            if (loudest > LoudSample)
            {
                _lastLoud = Stopwatch.GetTimestamp();
            }
        }
    }

    private short[] Samples()
    {
        lock (_lock)
        {
            var count = (int)Math.Min(_written, Capacity);
            var samples = new short[count];
            for (var i = 0; i < count; i++)
            {
                samples[i] = ULaw.Decode(_ring[(_written - count + i) % Capacity]);
            }

            return samples;
        }
    }
}
