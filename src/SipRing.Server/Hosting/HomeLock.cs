using System.Globalization;
using System.Text;
using SipRing.CallCenter.Settings;

namespace SipRing.Server.Hosting;

/// <summary>One SipRing per home. The lock is the system's, so it is gone with the process however that ends.</summary>
public sealed class HomeLock : IDisposable
{
    private const int WouldBlock = 11;
    private readonly FileStream _file;

    private HomeLock(FileStream file) => _file = file;

    /// <exception cref="SettingsException">Another SipRing runs with this home.</exception>
    public static HomeLock Take(SipRingHome home)
    {
        var path = Path.Combine(home.Root, "sipring.lock");
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e.HResult == WouldBlock)
        {
            throw new SettingsException($"Another SipRing runs in {home.Root}; stop it first, or choose another folder with --home DIR.");
        }

        file.SetLength(0);
        file.Write(Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
        file.Flush();
        return new(file);
    }

    public void Dispose() => _file.Dispose();
}
