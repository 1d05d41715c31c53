using System.Diagnostics;
using SipRing.CallCenter.Pbx;

namespace SipRing.Testing.Pbx;

public static class OwnAsteriskEnd
{
    /// <summary>Ends an Asterisk whose test is over at once; a clean stop takes it two seconds.</summary>
    public static async Task KillAsync(this OwnAsterisk asterisk)
    {
        var id = asterisk.Status.ProcessId;
        await asterisk.DisposeAsync();
        if (id is null)
            return;
        try
        {
            using var process = Process.GetProcessById(id.Value);
            process.Kill();
            await process.WaitForExitAsync();
        }
        catch (ArgumentException)
        {
            // It has ended meanwhile.
        }
    }
}
