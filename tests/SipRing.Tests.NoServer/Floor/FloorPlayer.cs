using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Floor;
using SipRing.CallCenter.Floor.Model;

namespace SipRing.Tests.NoServer.Floor;

/// <summary>Plays recorded messages into a floor, with the clock of the recording.</summary>
internal sealed class FloorPlayer
{
    private readonly FakeTimeProvider _time = new();
    private readonly FloorLoop _loop;
    private long _session;

    public FloorPlayer(DateTimeOffset start, FloorDirectory? directory = null)
    {
        _time.SetUtcNow(start);
        _loop = new(new() { Version = 1, At = start, Link = new(LinkState.Starting, start, null) }, _time);
        if (directory is not null)
            Take(new FloorInput.Directory(directory));
    }

    public FloorSnapshot Now => _loop.Project();

    public DateTimeOffset? NextDeadline => _loop.NextDeadline;

    public void Take(FloorInput input) => _loop.Take(input);

    public void Connect() => Take(new FloorInput.Feed(new AmiFeedItem.Connected(++_session, "")));

    public void Disconnect(string reason = "gone") => Take(new FloorInput.Feed(new AmiFeedItem.Disconnected(_session, reason)));

    public void List(FloorLists lists) => Take(new FloorInput.Listed(_session, lists));

    public void Connect(FloorRecording.Step.Rest rest)
    {
        At(rest.At);
        Connect();
        List(rest.Lists);
    }

    public void Event(AmiMessage message)
    {
        if (message["Timestamp"] is { } stamp)
            At(DateTimeOffset.UnixEpoch.AddSeconds(double.Parse(stamp, CultureInfo.InvariantCulture)).AddMilliseconds(1));
        Take(new FloorInput.Feed(new AmiFeedItem.Event(message)));
    }

    /// <summary>Plays up to the moment of rest of that name.</summary>
    public static FloorPlayer UpTo(string recording, string rest, FloorDirectory? directory = null)
    {
        var steps = FloorRecording.Load(recording).Steps;
        var first = (FloorRecording.Step.Rest)steps[0];
        var player = new FloorPlayer(first.At, directory);
        player.Connect(first);
        foreach (var step in steps.Skip(1))
        {
            if (step is FloorRecording.Step.Event e)
            {
                player.Event(e.Message);
                _ = player.Now;
            }
            else if (step is FloorRecording.Step.Rest r)
            {
                player.At(r.At);
                if (r.Name == rest)
                    return player;
            }
        }

        throw new InvalidOperationException($"{recording} has no '{rest}'.");
    }

    public void At(DateTimeOffset moment)
    {
        if (moment > _time.GetUtcNow())
            _time.SetUtcNow(moment);
    }

    public void Advance(TimeSpan span) => _time.Advance(span);
}
