using System.Security.Cryptography;
using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Pbx.Sounds;

/// <param name="File">Its name; see <see cref="Announcement.File"/>.</param>
/// <param name="IsNew">No file of this content was there before.</param>
public sealed record TakenSound(string File, TimeSpan Length, bool IsNew);

/// <summary>
/// The converted sounds, beside the spoken words where Asterisk looks. A file is named by its content, is never written again
/// and stays when its sound is removed, so that the removal can be undone.
/// </summary>
public sealed class SoundFiles(PbxFolders folders, SoundConverter converter, TimeProvider time)
{
    public const string Large = "sound-large";
    private const int NameLength = 24;
    private static readonly TimeSpan s_oldDraft = TimeSpan.FromDays(1);

    public string Folder => Path.Combine(folders.Sounds, DestinationDialplan.SoundFolder);

    public string PathOf(Announcement sound) => Path.Combine(Folder, sound.File + ".wav");

    /// <summary>Takes in what was uploaded: its kind, size and length are checked, then it is converted.</summary>
    public async Task<Result<TakenSound>> TakeAsync(Stream upload, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Folder);
        DropOldDrafts();
        var draft = Path.Combine(Folder, $".{Guid.CreateVersion7():N}");
        var converted = draft + ".wav";
        try
        {
            var read = await SaveAsync(upload, draft, cancellationToken);
            if (!read.Succeeded)
                return read.Refusal;
            var length = await converter.ConvertAsync(draft, read.Value, converted, cancellationToken);
            if (!length.Succeeded)
                return length.Refusal;
            var name = await NameAsync(converted, cancellationToken);
            var place = Path.Combine(Folder, name + ".wav");
            var isNew = !File.Exists(place);
            File.Move(converted, place, overwrite: true);
            return new TakenSound(name, length.Value, isNew);
        }
        finally
        {
            File.Delete(draft);
            File.Delete(converted);
        }
    }

    /// <summary>Only for a file that no version of the configuration names.</summary>
    internal void Drop(string file) => File.Delete(Path.Combine(Folder, file + ".wav"));

    // Of uploads that a sudden end of the server cut off.
    private void DropOldDrafts()
    {
        foreach (var draft in Directory.EnumerateFiles(Folder, ".*").Where(f => time.GetUtcNow() - File.GetLastWriteTimeUtc(f) > s_oldDraft))
            File.Delete(draft);
    }

    private static async Task<Result<SoundKind>> SaveAsync(Stream upload, string draft, CancellationToken cancellationToken)
    {
        var head = new byte[SoundKinds.HeadLength];
        long total = 0;
        var chunk = new byte[64 * 1024];
        await using var file = new FileStream(draft, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = PbxFile.Private, Options = FileOptions.Asynchronous });
        while (await upload.ReadAsync(chunk, cancellationToken) is var read and > 0)
        {
            if (total < head.Length)
                chunk.AsSpan(0, Math.Min(read, head.Length - (int)total)).CopyTo(head.AsSpan((int)total));
            total += read;
            if (total > SoundLimits.Bytes)
                return TooLarge();
            await file.WriteAsync(chunk.AsMemory(0, read), cancellationToken);
        }

        return total == 0 ? new Refusal("sound-empty", "There is nothing to hear in this file.", "file") : SoundKinds.Of(head);
    }

    public static Refusal TooLarge() =>
        new(Large, $"The file has more than {SoundLimits.Megabytes} MB.", "file", RefusalKind.Invalid, SoundLimits.Megabytes);

    private static async Task<string> NameAsync(string file, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken))[..NameLength];
    }
}
