using Microsoft.Extensions.Time.Testing;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Sounds;
using SipRing.CallCenter.Settings;
using Xunit;

namespace SipRing.Tests.NoServer.Pbx.Sounds;

public sealed class SoundConverterTests
{
    [Fact]
    public async Task CheckAsync_WithoutTheProgram_SaysWhatToInstall()
    {
        var refused = await new SoundConverter("sipring-no-such-program").CheckAsync(CancellationToken.None);

        Assert.Equal("sound-converter-missing", refused?.Id);
        Assert.Contains("apt-get install sox libsox-fmt-mp3", refused!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CheckAsync_ProgramThatKnowsNoMp3_SaysWhatToInstall()
    {
        var folder = Directory.CreateTempSubdirectory("sipring-sox-");
        var program = Path.Combine(folder.FullName, "sox");
        await File.WriteAllTextAsync(program, "#!/bin/sh\necho 'AUDIO FILE FORMATS: aiff wav'\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        try
        {
            Assert.Equal("sound-converter-missing", (await new SoundConverter(program).CheckAsync(CancellationToken.None))?.Id);
            await File.WriteAllTextAsync(program, "#!/bin/sh\necho 'AUDIO FILE FORMATS: aiff mp3 wav'\n");
            Assert.Null(await new SoundConverter(program).CheckAsync(CancellationToken.None));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task TakeAsync_WithoutTheProgram_LeavesNothingBehind()
    {
        var folder = Directory.CreateTempSubdirectory("sipring-sounds-");
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var files = new SoundFiles(new(new SipRingHome(folder.FullName)), new("sipring-no-such-program"), time);
        try
        {
            using var wav = new MemoryStream(WavFile.Create(8000, new short[8000]));
            Assert.Equal("sound-converter-missing", (await files.TakeAsync(wav, CancellationToken.None)).Refusal?.Id);
            Assert.Empty(Directory.EnumerateFileSystemEntries(files.Folder));

            // What a sudden end of the server left is gone with the first upload a day later.
            await File.WriteAllTextAsync(Path.Combine(files.Folder, ".0197"), "half a file");
            await files.TakeAsync(Stream.Null, CancellationToken.None);
            Assert.Single(Directory.EnumerateFileSystemEntries(files.Folder));
            time.Advance(TimeSpan.FromDays(2));
            await files.TakeAsync(Stream.Null, CancellationToken.None);
            Assert.Empty(Directory.EnumerateFileSystemEntries(files.Folder));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
