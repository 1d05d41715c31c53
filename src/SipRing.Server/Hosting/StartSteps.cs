using System.Diagnostics;

namespace SipRing.Server.Hosting;

/// <summary>Tells the person at the terminal what is being started: a line per step, with what it gave and how long it took.</summary>
public sealed class StartSteps(TextWriter output)
{
    private const int NameWidth = 14;

    /// <param name="name">What is started.</param>
    /// <param name="work">Does it and returns a few words on the result.</param>
    public async Task RunAsync(string name, Func<IProgress<string>, Task<string>> work)
    {
        var clock = Stopwatch.StartNew();
        var result = await work(new LineProgress(this, name));
        Write(name, $"{result} ({clock.ElapsedMilliseconds} ms)");
    }

    public void Write(string name, string text) => output.WriteLine($"  {name.PadRight(NameWidth)}{text}");

    // Progress<T> would post to the thread pool and print out of order.
    private sealed class LineProgress(StartSteps steps, string name) : IProgress<string>
    {
        public void Report(string value) => steps.Write(name, value);
    }
}
