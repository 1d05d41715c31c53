using SipRing.CallCenter.Pbx;

namespace SipRing.Testing.Pbx;

public static class OwnAsteriskEnd
{
    /// <summary>
    /// Ends an Asterisk whose test is over at once, also one that is just being started again; a clean stop takes it two seconds.
    /// </summary>
    public static async Task KillAsync(this OwnAsterisk asterisk)
    {
        await asterisk.StopAsync(new CancellationToken(canceled: true));
        await asterisk.DisposeAsync();
    }
}
