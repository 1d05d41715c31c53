using SipRing.CallCenter.Settings;

namespace SipRing.Testing.Pbx;

/// <summary>A home folder of a test, with ports that nothing else uses; gone after it.</summary>
public sealed class TestHome : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sipring-");

    public TestHome()
    {
        Home = new(_folder.FullName);
        var ports = TestPorts.Block();
        Settings = new()
        {
            Http = TestPorts.Loopback(ports),
            Sip = TestPorts.Loopback(ports + 1),
            Ami = TestPorts.Loopback(ports + 2),
            Agi = TestPorts.Loopback(ports + 3),
            RtpFrom = ports + 10,
            RtpTo = ports + TestPorts.BlockSize - 1,
            TimeZone = "Europe/Moscow",
        };
    }

    public SipRingHome Home { get; }

    public SipRingSettings Settings { get; }

    public void Dispose() => _folder.Delete(recursive: true);
}
