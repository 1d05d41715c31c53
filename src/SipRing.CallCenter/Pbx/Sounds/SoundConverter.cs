using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Pbx.Sounds;

/// <summary>
/// Turns an uploaded wav or mp3 into what Asterisk plays to every phone: 8 kHz, 16 bit, mono. The work is done by sox, which
/// is told what the file is and so tries none of its many other readers on it.
/// </summary>
public sealed class SoundConverter(string program = "sox")
{
    public const string Packages = "sox libsox-fmt-mp3";
    private const string Formats = "AUDIO FILE FORMATS:";
    private const int LongestWords = 200;
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);
    private volatile bool _isThere;

    /// <returns>How long it plays, or why it cannot be taken; then there is no file at <paramref name="to"/>.</returns>
    public async Task<Result<TimeSpan>> ConvertAsync(string from, SoundKind kind, string to, CancellationToken cancellationToken)
    {
        if (Reader(kind) is not { } reader)
            return Unfit(kind);
        try
        {
            var (code, words) = await RunAsync(Arguments(reader, from, to), cancellationToken);
            if (code == 0)
                return Measured(to);
            File.Delete(to);
            return words.Contains("no handler", StringComparison.OrdinalIgnoreCase)
                ? Missing()
                : new Refusal("sound-broken", $"The file cannot be read as {kind}: {words}", "file", RefusalKind.Invalid, kind.ToString().ToLowerInvariant(), words);
        }
        catch (Win32Exception)
        {
            return Missing();
        }
        catch
        {
            File.Delete(to);
            throw;
        }
    }

    /// <summary>Why nothing can be converted here; null where all is there.</summary>
    public async Task<Refusal?> CheckAsync(CancellationToken cancellationToken)
    {
        if (_isThere)
            return null;
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(s_limit);
            using var process = Process.Start(new ProcessStartInfo(program, ["--help"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var words = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            var formats = words.Split('\n').FirstOrDefault(line => line.StartsWith(Formats, StringComparison.Ordinal)) ?? "";
            _isThere = formats.Split(' ').Contains("mp3", StringComparer.Ordinal);
        }
        catch (Win32Exception)
        {
            return Missing();
        }

        return _isThere ? null : Missing();
    }

    // -G lowers what would be cut off. One second more than allowed is enough to see that it is too long.
    private static string[] Arguments(string reader, string from, string to) =>
    [
        "-V1", "-G", "-t", reader, from, "-t", "wavpcm", "-r", "8000", "-c", "1", "-b", "16", "-e", "signed-integer", to,
        "trim", "0", string.Create(CultureInfo.InvariantCulture, $"{SoundLimits.Longest.TotalSeconds + 1}"),
    ];

    private static string? Reader(SoundKind kind) => kind switch
    {
        SoundKind.Wav => "wav",
        SoundKind.Mp3 => "mp3",
        SoundKind.Ogg or SoundKind.Flac or SoundKind.Mp4 or SoundKind.Unknown => null,
    };

    private static Refusal Unfit(SoundKind kind) => kind == SoundKind.Unknown
        ? new("sound-unknown", "This is neither a wav nor an mp3 file.", "file")
        : new("sound-other", $"This is a file of the kind {kind}; save it as wav or mp3 first.", "file", RefusalKind.Invalid, kind.ToString());

    private static Refusal Missing() => new(
        "sound-converter-missing", $"Sounds cannot be converted on this machine yet; let root run: apt-get install {Packages}", null, RefusalKind.Unavailable, Packages);

    private static Result<TimeSpan> Measured(string file)
    {
        var length = TimeSpan.FromSeconds((new FileInfo(file).Length - WavFile.HeaderLength) / 16000.0);
        if (length >= SoundLimits.Shortest && length <= SoundLimits.Longest)
            return length;
        File.Delete(file);
        return length < SoundLimits.Shortest
            ? new Refusal("sound-empty", "There is nothing to hear in this file.", "file")
            : new Refusal("sound-long", $"It plays longer than {SoundLimits.LongestMinutes} minutes; cut it first.", "file", RefusalKind.Invalid, SoundLimits.LongestMinutes);
    }

    private async Task<(int Code, string Words)> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_limit);
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardInput = true })!;
        try
        {
            process.StandardInput.Close();
            var words = await process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, Short(words));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (-1, string.Create(CultureInfo.InvariantCulture, $"it took longer than {s_limit.TotalSeconds} s"));
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    // The last words are the reason; what comes before them names our own folders.
    private static string Short(string words)
    {
        var last = words.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "";
        var reason = last[(last.LastIndexOf("': ", StringComparison.Ordinal) is var at and >= 0 ? at + 3 : 0)..].Trim();
        return reason.Length <= LongestWords ? reason : reason[..LongestWords];
    }
}
