using System.Diagnostics;
using SipRing.CallCenter.Pbx;

namespace SipRing.Testing.Pbx;

/// <summary>Files as people upload them.</summary>
public static class TestSounds
{
    /// <summary>One tone: 8 kHz, 16 bit, mono.</summary>
    public static byte[] Wav(int hertz = 440, double seconds = 2) =>
        WavFile.Create(8000, [.. Enumerable.Range(0, (int)(8000 * seconds)).Select(i => (short)(9000 * Math.Sin(2 * Math.PI * hertz * i / 8000)))]);

    /// <summary>The same as another program makes it of the wav: an mp3 of the given rate, two channels.</summary>
    public static async Task<byte[]> Mp3Async(int hertz = 440, double seconds = 2)
    {
        var folder = Directory.CreateTempSubdirectory("sipring-mp3-");
        try
        {
            var (wav, mp3) = (Path.Combine(folder.FullName, "a.wav"), Path.Combine(folder.FullName, "a.mp3"));
            await File.WriteAllBytesAsync(wav, Wav(hertz, seconds));
            using var sox = Process.Start(new ProcessStartInfo("sox", [wav, "-r", "44100", "-c", "2", mp3]) { RedirectStandardError = true })!;
            var words = await sox.StandardError.ReadToEndAsync();
            await sox.WaitForExitAsync();
            return sox.ExitCode == 0 ? await File.ReadAllBytesAsync(mp3) : throw new InvalidOperationException($"sox: {words}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
