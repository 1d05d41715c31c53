using System.Buffers.Binary;
using SipRing.CallCenter.Pbx;
using SipRing.Testing.Pbx;
using Xunit;

namespace SipRing.Tests.NoServer.Pbx;

public sealed class PbxPartsTests
{
    [Fact]
    public void Next_ShortRuns_WaitsLongerEachTimeAndAtOnceAfterAGoodOne()
    {
        var backOff = new RestartBackOff();

        var pauses = Enumerable.Range(0, 12).Select(_ => backOff.Next(TimeSpan.FromSeconds(1))).ToList();

        Assert.Equal(TimeSpan.FromMilliseconds(200), pauses[0]);
        Assert.Equal(pauses.Order(), pauses);
        Assert.Equal(TimeSpan.FromSeconds(30), pauses[^1]);
        Assert.Equal(TimeSpan.FromMilliseconds(200), backOff.Next(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void Write_SameContent_LeavesTheFileAlone()
    {
        using var home = new TestHome();
        var path = Path.Combine(home.Home.Root, "file");

        Assert.True(PbxFile.Write(path, "a"));
        var time = File.GetLastWriteTimeUtc(path);
        Assert.False(PbxFile.Write(path, "a"));
        Assert.Equal(time, File.GetLastWriteTimeUtc(path));
        Assert.True(PbxFile.Write(path, "b"));
        Assert.Equal("b", File.ReadAllText(path));
        Assert.Equal(PbxFile.Private, File.GetUnixFileMode(path));
    }

    [Fact]
    public void CreateWav_HoldMusic_IsAudibleNotClippedAndLoopsInSilence()
    {
        var wav = HoldMusic.CreateWav();

        Assert.Equal(wav.Length - WavFile.HeaderLength, BinaryPrimitives.ReadInt32LittleEndian(wav.AsSpan(40)));
        var samples = Enumerable.Range(0, (wav.Length - WavFile.HeaderLength) / 2)
            .Select(i => (int)BinaryPrimitives.ReadInt16LittleEndian(wav.AsSpan(WavFile.HeaderLength + i * 2))).ToList();
        Assert.InRange(samples.Max(Math.Abs), 4000, 30000);
        Assert.InRange(Math.Abs(samples[0]), 0, 200);
        Assert.InRange(Math.Abs(samples[^1]), 0, 200);
    }

    [Fact]
    public void LoadOrCreate_Twice_KeepsTheSecrets()
    {
        using var home = new TestHome();
        var folders = new PbxFolders(home.Home);

        var first = PbxSecrets.LoadOrCreate(folders);

        Assert.Equal(first, PbxSecrets.LoadOrCreate(folders));
        Assert.NotEqual(first.Daily, first.Configuration);
        File.WriteAllText(folders.Secrets, "{ torn");
        Assert.NotEqual(first, PbxSecrets.LoadOrCreate(folders));
    }

    [Fact]
    public void ListenForAgi_PortTaken_TakesTheNextFreeOne()
    {
        using var home = new TestHome();

        using (var first = PbxPorts.ListenForAgi(home.Settings))
        {
            using var second = PbxPorts.ListenForAgi(home.Settings);
            Assert.Equal(home.Settings.Agi, first.LocalEndPoint);
            Assert.NotEqual(home.Settings.Agi, second.LocalEndPoint);
        }

        using var third = PbxPorts.ListenForAgi(home.Settings);
        Assert.Equal(home.Settings.Agi, third.LocalEndPoint);
    }

    [Fact]
    public void Prompts_BothLanguages_HaveTheSameNamesAndAreTelephoneWavs()
    {
        var russian = PbxTemplates.Names("pbx/prompts/ru/").ToList();

        Assert.NotEmpty(russian);
        Assert.Equal(russian, PbxTemplates.Names("pbx/prompts/en/"));
        foreach (var file in russian.SelectMany(n => (string[])[$"pbx/prompts/ru/{n}", $"pbx/prompts/en/{n}"]))
        {
            var wav = PbxTemplates.Read(file);
            Assert.Equal(
                (1, 1, 8000, 16),
                (BinaryPrimitives.ReadInt16LittleEndian(wav.AsSpan(20)), BinaryPrimitives.ReadInt16LittleEndian(wav.AsSpan(22)),
                    BinaryPrimitives.ReadInt32LittleEndian(wav.AsSpan(24)), BinaryPrimitives.ReadInt16LittleEndian(wav.AsSpan(34))));
        }
    }
}
