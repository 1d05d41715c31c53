using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Floor.Model;
using SipRing.CallCenter.Floor.Projection;
using SipRing.CallCenter.Floor.Reducers;

namespace SipRing.CallCenter.Floor;

/// <summary>
/// The state of the floor and all its changes; used by one loop only. While the lists of a session are under way its
/// events are kept and applied on top of them: an event that the lists know already says nothing new, and none is missed.
/// </summary>
internal sealed class FloorLoop(FloorSnapshot first, TimeProvider time)
{
    private readonly FloorProjector _projector = new();
    private readonly List<AmiMessage> _kept = [];
    private FloorModel _model = new();
    private FloorLink _link = first.Link;
    private long _session = -1;
    private bool _listing;

    public FloorSnapshot Current { get; private set; } = first;

    public DateTimeOffset? NextDeadline => _projector.NextDeadline;

    /// <param name="Session">The session whose lists are wanted.</param>
    /// <param name="Again">They were asked for before, in vain: after a pause.</param>
    public readonly record struct Wanted(long Session, bool Again);

    /// <returns>The lists that are wanted from now on, if any.</returns>
    public Wanted? Take(FloorInput input)
    {
        _model.Now = time.GetUtcNow();
        switch (input)
        {
            case FloorInput.Feed { Item: AmiFeedItem.Event e }:
                OnEvent(e.Message);
                return null;
            case FloorInput.Feed { Item: AmiFeedItem.Connected connected }:
                return Begin(connected.Session, again: false);
            case FloorInput.Feed { Item: AmiFeedItem.Disconnected lost }:
                End(lost.Reason);
                return null;
            case FloorInput.FeedBroken broken:
                End(broken.Reason);
                return null;
            case FloorInput.Listed listed:
                return OnListed(listed);
            case FloorInput.Directory directory:
                _projector.Use(_model, directory.Value);
                return null;
            case FloorInput.Figures figures:
                _projector.Use(_model, figures.Value);
                return null;
            default:
                return null;
        }
    }

    /// <summary>The snapshot after everything taken so far.</summary>
    public FloorSnapshot Project() => Current = _projector.Project(_model, Current, _link, time.GetUtcNow());

    /// <summary>After a fault: forgets what may be half done and asks for lists again.</summary>
    public Wanted? Restart() => _session < 0 ? null : Begin(_session, again: true);

    private void OnEvent(AmiMessage message)
    {
        if (_listing)
            _kept.Add(message);
        else if (_session >= 0)
            FloorReducer.Apply(_model, message, time.GetUtcNow());
    }

    private Wanted Begin(long session, bool again)
    {
        _session = session;
        _listing = true;
        _kept.Clear();
        return new(session, again);
    }

    private Wanted? OnListed(FloorInput.Listed listed)
    {
        if (!_listing || listed.Session != _session)
            return null;
        // Events before new lists are in the lists.
        if (listed.Lists is not { } lists)
            return Begin(_session, again: true);
        var now = time.GetUtcNow();
        _model = lists.Build(_model, now);
        _model.Now = now;
        _projector.Enter(_model);
        foreach (var message in _kept)
            FloorReducer.Apply(_model, message, now);
        _kept.Clear();
        _kept.TrimExcess();
        _listing = false;
        FloorProjector.TouchGone(_model, Current);
        _link = new(LinkState.Live, now, null);
        return null;
    }

    private void End(string reason)
    {
        _session = -1;
        _listing = false;
        _kept.Clear();
        // The first loss is when the picture stopped; failed attempts after it change nothing.
        if (_link.State == LinkState.Live)
            _link = new(LinkState.Stale, time.GetUtcNow(), reason);
        else if (_link.Reason != reason)
            _link = _link with { Reason = reason };
    }
}
