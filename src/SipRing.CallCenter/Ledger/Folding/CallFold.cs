using System.Globalization;
using SipRing.Asterisk.Logs;

namespace SipRing.CallCenter.Ledger.Folding;

/// <summary>
/// Folds CEL into calls: every conversation of the PBX, from its first channel to its last. It is given out when its last
/// channel has ended and once more should anything follow; the same id is the same call, so twice is once.
/// </summary>
internal sealed class CallFold
{
    private const long KeepEndedMs = 60_000;
    private const long LongestMs = 24 * 3_600_000L;
    private const long SweepMs = 10_000;

    /// <summary>So many seconds a channel may be older than one with a lower number: two threads took both at once.</summary>
    private const long DisorderSeconds = 1;
    private readonly string _pbx;
    private readonly CallState _state;
    private readonly Dictionary<string, OpenCall> _byLinkedId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (OpenCall Call, OpenLeg Leg)> _byChannel = new(StringComparer.Ordinal);

    public CallFold(string pbx, CallState state)
    {
        (_pbx, _state) = (pbx, state);
        foreach (var call in state.Calls)
            Index(call);
    }

    public void Apply(in CelRecord line, FoldOutput output)
    {
        if (line.Event == "CHAN_START")
        {
            Restarted(line, output);
            Start(line);
        }

        _state.LastMs = Math.Max(_state.LastMs, line.TimeMs);
        // Of a channel that began before the log, nothing is known but its end.
        if (_byChannel.TryGetValue(line.UniqueId, out var found))
        {
            var call = Join(found.Call, line.LinkedId, output);
            if (line.Event == "ATTENDEDTRANSFER")
                call = Transferred(call, found.Leg, line, output);
            Tell(call, found.Leg, line);
            call.LastMs = Math.Max(call.LastMs, line.TimeMs);
            if (call.Legs.TrueForAll(l => l.EndMs is not null))
                Give(call, output);
        }

        if (line.TimeMs - _state.SweptMs > SweepMs)
            Sweep(line.TimeMs, output);
    }

    private void Start(in CelRecord line)
    {
        if (_byChannel.ContainsKey(line.UniqueId))
            return;
        if (!_byLinkedId.TryGetValue(line.LinkedId, out var call))
        {
            call = new() { LinkedIds = [line.LinkedId] };
            _state.Calls.Add(call);
        }

        call.Legs.Add(new() { Id = line.UniqueId, Channel = line.Channel, StartMs = line.TimeMs, LastMs = line.TimeMs, Context = line.Context });
        Index(call);
    }

    private static void Tell(OpenCall call, OpenLeg leg, in CelRecord line)
    {
        leg.LastMs = Math.Max(leg.LastMs, line.TimeMs);
        if (leg.Number.Length == 0)
            leg.Number = line.CallerNumber;
        if (leg.Extension.Length == 0 && line.Extension != "s")
            leg.Extension = line.Extension;
        if (leg.Queue.Length == 0 && line.Application.Equals("Queue", StringComparison.OrdinalIgnoreCase))
            leg.Queue = line.ApplicationData.Split(',', 2)[0];
        switch (line.Event)
        {
            case "ANSWER":
                leg.AnswerMs ??= line.TimeMs;
                break;
            case "APP_START" when line.Application.Equals("Queue", StringComparison.OrdinalIgnoreCase):
                leg.QueuedMs = line.TimeMs;
                break;
            case "APP_END" when line.Application.Equals("Queue", StringComparison.OrdinalIgnoreCase):
                EndQueue(leg, line.TimeMs);
                break;
            // Parked: nobody is talked to there.
            case "BRIDGE_ENTER" when line.Extra.Contains("holding_bridge", StringComparison.Ordinal):
                break;
            case "BRIDGE_ENTER":
                EndBridge(leg, line.TimeMs);
                EndQueue(leg, line.TimeMs);
                leg.BridgedMs = line.TimeMs;
                break;
            case "BRIDGE_EXIT":
                EndBridge(leg, line.TimeMs);
                break;
            case "BLINDTRANSFER":
                call.Marks.Add(new('B', line.TimeMs, leg.Id, line.ExtraProperty("extension") ?? ""));
                break;
            case "HANGUP":
                leg.DialStatus = line.ExtraProperty("dialstatus") ?? "";
                leg.Cause = int.TryParse(line.ExtraProperty("hangupcause"), NumberStyles.None, CultureInfo.InvariantCulture, out var cause) ? cause : 0;
                break;
            case "CHAN_END":
                End(leg, line.TimeMs);
                break;
        }
    }

    private static void End(OpenLeg leg, long at)
    {
        EndBridge(leg, at);
        EndQueue(leg, at);
        leg.EndMs ??= at;
    }

    private static void EndBridge(OpenLeg leg, long at)
    {
        if (leg.BridgedMs is { } from)
            leg.Bridged.Add(new(from, Math.Max(from, at)));
        leg.BridgedMs = null;
    }

    private static void EndQueue(OpenLeg leg, long at)
    {
        if (leg.QueuedMs is { } from)
            leg.Queued.Add(new(from, Math.Max(from, at)));
        leg.QueuedMs = null;
    }

    /// <summary>A channel that went over to another conversation brings the two together: one story, told from the older beginning.</summary>
    private OpenCall Join(OpenCall call, string linkedId, FoldOutput output)
    {
        if (linkedId.Length == 0 || call.LinkedIds.Contains(linkedId))
            return call;
        if (_byLinkedId.TryGetValue(linkedId, out var other))
            return Join(call, other, output);
        call.LinkedIds.Add(linkedId);
        _byLinkedId[linkedId] = call;
        return call;
    }

    private OpenCall Join(OpenCall call, OpenCall other, FoldOutput output)
    {
        if (call == other)
            return call;
        call.LinkedIds.AddRange(other.LinkedIds);
        call.Legs.AddRange(other.Legs);
        call.Marks.AddRange(other.Marks);
        call.LastMs = Math.Max(call.LastMs, other.LastMs);
        TakeBack(other.StoredId, output);
        _state.Calls.Remove(other);
        Index(call);
        return call;
    }

    /// <summary>Into an application Asterisk puts the caller without giving him the linked id of the consultation.</summary>
    private OpenCall Transferred(OpenCall call, OpenLeg by, in CelRecord line, FoldOutput output)
    {
        var consultation = line.ExtraProperty("channel2_uniqueid") ?? "";
        foreach (var id in new[] { consultation, line.ExtraProperty("transferee_channel_uniqueid"), line.ExtraProperty("transfer_target_channel_uniqueid") })
        {
            if (id is not null && _byChannel.TryGetValue(id, out var found))
                call = Join(call, found.Call, output);
        }

        var number = consultation != by.Id && _byChannel.TryGetValue(consultation, out var dialled) ? dialled.Leg.Extension : "";
        call.Marks.Add(new('A', line.TimeMs, by.Id, number));
        return call;
    }

    private void Index(OpenCall call)
    {
        foreach (var id in call.LinkedIds)
            _byLinkedId[id] = call;
        foreach (var leg in call.Legs)
            _byChannel[leg.Id] = (call, leg);
    }

    private void Give(OpenCall call, FoldOutput output)
    {
        // The log began in the middle of it: half a story is none.
        if (CallShape.Of(_pbx, call) is not { } fact)
            return;
        if (call.StoredId != 0 && call.StoredId != fact.Call.Id)
            TakeBack(call.StoredId, output);
        call.StoredId = fact.Call.Id;
        output.GoneCalls.Remove(fact.Call.Id);
        output.PhoneCalls[fact.Call.Id] = fact;
    }

    private static void TakeBack(long id, FoldOutput output)
    {
        if (id == 0)
            return;
        output.PhoneCalls.Remove(id);
        output.GoneCalls.Add(id);
    }

    /// <summary>A new Asterisk counts its channels from the beginning: what was open in the old one ended with the last that it said.</summary>
    private void Restarted(in CelRecord line, FoldOutput output)
    {
        var (seconds, counter) = NumberOf(line.UniqueId);
        if (counter < 0)
            return;
        if (counter > _state.Counter)
        {
            (_state.Counter, _state.CounterSeconds) = (counter, seconds);
            return;
        }

        if (seconds <= _state.CounterSeconds + DisorderSeconds || _byChannel.ContainsKey(line.UniqueId))
            return;
        (_state.Counter, _state.CounterSeconds) = (counter, seconds);
        foreach (var call in _state.Calls.ToList())
            CutOff(call, output);
    }

    /// <summary>1795466901 and 7 of "pbx-1795466901.7".</summary>
    private static (long Seconds, long Counter) NumberOf(string uniqueId)
    {
        var text = uniqueId.AsSpan(uniqueId.LastIndexOf('-') + 1);
        var dot = text.IndexOf('.');
        return dot > 0
            && long.TryParse(text[..dot], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && long.TryParse(text[(dot + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var counter)
            ? (seconds, counter)
            : (0, -1);
    }

    private void CutOff(OpenCall call, FoldOutput output)
    {
        var open = call.Legs.FindAll(l => l.EndMs is null);
        if (open.Count == 0)
            return;
        // A leg that last spoke of a bridge stood in it as long as anything of the call did.
        foreach (var leg in open)
            End(leg, leg.BridgedMs is null ? leg.LastMs : call.LastMs);
        Give(call, output);
    }

    private void Sweep(long now, FoldOutput output)
    {
        _state.SweptMs = now;
        foreach (var call in _state.Calls.ToList())
        {
            if (call.LastMs < now - LongestMs)
                CutOff(call, output);
            if (call.LastMs >= now - KeepEndedMs || !call.Legs.TrueForAll(l => l.EndMs is not null))
                continue;
            _state.Calls.Remove(call);
            foreach (var id in call.LinkedIds)
                _byLinkedId.Remove(id);
            foreach (var leg in call.Legs)
                _byChannel.Remove(leg.Id);
        }
    }
}
