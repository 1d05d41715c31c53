using System.Text;

namespace SipRing.Testing.FakeAsterisk;

/// <summary>One client of the fake Asterisk: what a test says to it, byte by byte where it must.</summary>
public sealed class FakeConnection(Stream stream)
{
    private readonly SemaphoreSlim _one = new(1, 1);

    public bool LoggedIn { get; set; }

    public string? Challenge { get; set; }

    /// <summary>Answers an action.</summary>
    public Task RespondAsync(FakeAction action, string response, params (string Name, string Value)[] headers) =>
        RawAsync(Message([("Response", response), ("ActionID", action.Id), .. headers]));

    public Task EventAsync(string name, params (string Name, string Value)[] headers) =>
        RawAsync(Message([("Event", name), .. headers]));

    /// <summary>A whole list, as Asterisk 22 sends it.</summary>
    public async Task ListAsync(FakeAction action, string complete, params (string Event, (string Name, string Value)[] Headers)[] events)
    {
        await RespondAsync(action, "Success", ("EventList", "start"), ("Message", "List will follow"));
        foreach (var (name, headers) in events)
            await EventAsync(name, [("ActionID", action.Id), .. headers]);
        await EventAsync(complete, ("ActionID", action.Id), ("EventList", "Complete"));
    }

    public Task RawAsync(string text) => RawAsync(Encoding.UTF8.GetBytes(text));

    public async Task RawAsync(ReadOnlyMemory<byte> bytes)
    {
        await _one.WaitAsync();
        try
        {
            await stream.WriteAsync(bytes);
            await stream.FlushAsync();
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The client is gone, which is what many a test is about.
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>One byte per write.</summary>
    public async Task SlowlyAsync(string text)
    {
        foreach (var one in Encoding.UTF8.GetBytes(text))
            await RawAsync(new[] { one });
    }

    public void Drop() => stream.Dispose();

    public static string Message(params (string Name, string Value)[] headers) =>
        string.Concat(headers.Select(h => $"{h.Name}: {h.Value}\r\n")) + "\r\n";
}
