using SipRing.CallCenter.Settings;
using SipRing.Testing.Net;

namespace SipRing.Testing.Pbx;

/// <summary>A home folder of a test, with ports that nothing else uses; gone after it.</summary>
public sealed class TestHome : IDisposable
{
    private const int Ports = 100;
    private readonly int _ports = FreePorts.Range(Ports);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sipring-");

    public TestHome()
    {
        Home = new(_folder.FullName);
        Settings = new()
        {
            Http = FreePorts.Loopback(_ports),
            Sip = FreePorts.Loopback(_ports + 1),
            Ami = FreePorts.Loopback(_ports + 2),
            Agi = FreePorts.Loopback(_ports + 3),
            RtpFrom = _ports + 10,
            RtpTo = _ports + Ports - 1,
            TimeZone = "Europe/Moscow",
        };
    }

    public SipRingHome Home { get; }

    public SipRingSettings Settings { get; }

    public void Dispose()
    {
        FreePorts.GiveBack(_ports, Ports);
        _folder.Delete(recursive: true);
    }
}
