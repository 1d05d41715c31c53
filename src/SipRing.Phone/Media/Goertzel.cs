namespace SipRing.Phone.Media;

/// <summary>How much of a sound lies at one frequency.</summary>
public static class Goertzel
{
    /// <summary>100 ms: a resolution of 10 Hz.</summary>
    private const int Window = 800;

    /// <summary>Share of the whole energy at that frequency: 1 for a pure tone, 0 for another one, for silence and for less than 100 ms.</summary>
    public static double Share(ReadOnlySpan<short> samples, double hertz)
    {
        var usable = samples.Length / Window * Window;
        double total = 0;
        double atTone = 0;
        var factor = 2 * Math.Cos(2 * Math.PI * hertz / Tone.SampleRate);
        for (var start = 0; start < usable; start += Window)
        {
            double previous = 0;
            double beforeThat = 0;
            foreach (var sample in samples.Slice(start, Window))
            {
                total += (double)sample * sample;
                (previous, beforeThat) = (sample + (factor * previous) - beforeThat, previous);
            }

            atTone += ((previous * previous) + (beforeThat * beforeThat) - (factor * previous * beforeThat)) * 2 / Window;
        }

        return total < 1 ? 0 : atTone / total;
    }

    /// <summary>Root mean square, 0 to 1.</summary>
    public static double Rms(ReadOnlySpan<short> samples)
    {
        double total = 0;
        foreach (var sample in samples)
        {
            total += (double)sample * sample;
        }

        return samples.IsEmpty ? 0 : Math.Sqrt(total / samples.Length) / 32768;
    }
}
