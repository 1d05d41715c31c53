using System.Globalization;
using SipRing.Testing.Net;

namespace SipRing.PanelLoad;

/// <summary>Events at a steady pace into the server, panels that look on, and a line of figures for every minute.</summary>
internal static class LoadRun
{
    private static readonly TimeSpan s_settle = TimeSpan.FromSeconds(10);

    public static async Task<int> RunAsync(LoadOptions options)
    {
        await using var asterisk = new FakeCallCentre();
        await using var server = await ServerProcess.StartAsync(FreePorts.Next(), asterisk.Server.Port);
        await using var panels = await OpenPanels.OpenAsync(server.Address, options.Pages);
        Say($"{options.Pages} panels, {options.EventsPerSecond} events a second, {options.Minutes} min; 500 extensions, 50 queues, 200 operators");
        Say("minute   seen  p50 ms  p95 ms  max ms   CPU %  RSS MB  heap MB  timers late p95 ms");

        var sent = new Dictionary<string, double>(StringComparer.Ordinal);
        using var over = new CancellationTokenSource();
        var sending = SendAsync(asterisk, options.EventsPerSecond, sent, over.Token);
        await Task.Delay(s_settle);
        await panels.TakeAsync();
        var all = new Figures();
        var minutes = (int)Math.Ceiling(options.Minutes);
        for (var minute = 1; minute <= minutes; minute++)
        {
            var cpu = server.Cpu;
            var began = TimeProvider.System.GetTimestamp();
            await Task.Delay(TimeSpan.FromMinutes(Math.Min(1, options.Minutes - minute + 1)));
            var share = 100 * (server.Cpu - cpu) / TimeProvider.System.GetElapsedTime(began);
            var figures = Figures.Of(await panels.TakeAsync(), sent);
            all.Add(figures);
            Say(Line(minute, figures, share, server.Megabytes, await server.HeapAsync()));
        }

        await over.CancelAsync();
        await sending;
        Say(Line(0, all, double.NaN, server.Megabytes, await server.HeapAsync()));
        return 0;
    }

    private static async Task SendAsync(FakeCallCentre asterisk, int perSecond, Dictionary<string, double> sent, CancellationToken over)
    {
        var events = new EventStream(Path.Combine(AppContext.BaseDirectory, "answered.txt"));
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / perSecond));
        try
        {
            while (await timer.WaitForNextTickAsync(over))
            {
                var next = events.Next();
                if (next.Shows is { } shows)
                {
                    lock (sent)
                        sent[shows] = (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMilliseconds;
                }

                await asterisk.Server.EventAsync(next.Name, next.Headers);
            }
        }
        catch (OperationCanceledException)
        {
            // The time is over.
        }
    }

    private static string Line(int minute, Figures figures, double cpu, double megabytes, double heap) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(minute == 0 ? "all" : minute),6} {figures.Count,6} {figures.Delay(50),7:0} {figures.Delay(95),7:0} {figures.Delay(100),7:0} {cpu,7:0.0} {megabytes,7:0} {heap,8:0.0} {figures.Lag(95),19:0.0}");

    private static void Say(string line) => Console.WriteLine(line);
}
