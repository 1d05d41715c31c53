using System.Collections.Immutable;
using SipRing.CallCenter.Floor.Model;
using SipRing.CallCenter.Floor.Reducers;

namespace SipRing.CallCenter.Floor.Projection;

/// <summary>Turns what the reducers marked into the next snapshot; everything else in it is the same object as before.</summary>
internal sealed class FloorProjector
{
    private readonly PriorityQueue<MemberModel, DateTimeOffset> _wrapUps = new();

    public FloorSources Sources { get; private set; } = new(FloorSources.NoDirectory, FloorSources.NoFigures);

    /// <summary>When something changes by mere passing of time: the end of the next wrap-up.</summary>
    public DateTimeOffset? NextDeadline => _wrapUps.TryPeek(out _, out var at) ? at : null;

    /// <summary>Takes new names; extensions and queues that left the directory leave the floor unless Asterisk knows them.</summary>
    public void Use(FloorModel model, FloorDirectory directory)
    {
        var before = Sources.Directory;
        Sources = new(directory, Sources.Figures);
        Apply(model, directory);
        foreach (var number in before.Extensions.Keys.Where(n => !directory.Extensions.ContainsKey(n)))
        {
            if (!model.Phones.TryGetValue(number, out var phone))
                continue;
            phone.InDirectory = phone.HasHint = false;
            Phones.Tidy(model, phone);
        }

        foreach (var number in before.Queues.Keys.Where(n => !directory.Queues.ContainsKey(n)))
        {
            if (model.Queues.TryGetValue(number, out var queue))
                queue.InDirectory = queue.InAsterisk = false;
        }

        model.TouchAll();
    }

    /// <summary>Takes new figures; only queues whose figures differ are touched.</summary>
    public void Use(FloorModel model, FloorFigures figures)
    {
        var before = Sources.Figures;
        Sources = new(Sources.Directory, figures);
        foreach (var queue in model.Queues.Values)
        {
            if (before.Queues.GetValueOrDefault(queue.Number) != figures.Queues.GetValueOrDefault(queue.Number))
                model.Touch(queue);
        }

        foreach (var (queue, agent) in before.AnsweredByAgent.Keys.Union(figures.AnsweredByAgent.Keys))
        {
            var same = before.AnsweredByAgent.GetValueOrDefault((queue, agent)) == figures.AnsweredByAgent.GetValueOrDefault((queue, agent));
            if (same || !model.Queues.TryGetValue(queue, out var found))
                continue;
            foreach (var member in found.Members.Values.Where(m => m.View?.AgentId == agent))
                model.Touch(member);
        }
    }

    /// <summary>Puts the directory into a model that was just rebuilt.</summary>
    public void Enter(FloorModel model)
    {
        _wrapUps.Clear();
        Apply(model, Sources.Directory);
        model.TouchAll();
    }

    /// <summary>The next snapshot, or the same one where nothing that is shown has changed.</summary>
    public FloorSnapshot Project(FloorModel model, FloorSnapshot before, FloorLink link, DateTimeOffset now)
    {
        while (_wrapUps.TryPeek(out var member, out var at) && at <= now)
        {
            _wrapUps.Dequeue();
            model.Touch(member);
        }

        var next = before with
        {
            Link = link,
            Calls = ProjectCalls(model, before),
            Extensions = ProjectExtensions(model, before),
            Queues = ProjectQueues(model, before, now),
        };
        var same = next.Link == before.Link && ReferenceEquals(next.Calls, before.Calls)
            && ReferenceEquals(next.Extensions, before.Extensions) && ReferenceEquals(next.Queues, before.Queues);
        return same ? before : next with { Version = before.Version + 1, At = now };
    }

    /// <summary>Removes from the snapshot what the model does not have: after a rebuild.</summary>
    public static void TouchGone(FloorModel model, FloorSnapshot shown)
    {
        model.ChangedCalls.UnionWith(shown.Calls.Keys);
        model.ChangedPhones.UnionWith(shown.Extensions.Keys);
        model.ChangedQueues.UnionWith(shown.Queues.Keys);
    }

    private static void Apply(FloorModel model, FloorDirectory directory)
    {
        foreach (var number in directory.Extensions.Keys)
            Phones.Named(model, number).InDirectory = true;
        foreach (var number in directory.Queues.Keys)
            model.Queue(number).InDirectory = true;
    }

    private ImmutableSortedDictionary<string, FloorCall> ProjectCalls(FloorModel model, FloorSnapshot before)
    {
        if (model.ChangedCalls.Count == 0)
            return before.Calls;
        var calls = before.Calls.ToBuilder();
        foreach (var id in model.ChangedCalls)
        {
            var view = default(FloorCall);
            if (model.Calls.TryGetValue(id, out var call))
            {
                view = CallView.Of(model, Sources, call);
                // What a phone shows depends on the whole call: who is at the other side, of which queue.
                foreach (var channel in call.Channels)
                {
                    if (channel.Device?.Phone is { } phone)
                        model.Touch(phone);
                }
            }

            Replace(calls, id, view);
        }

        model.ChangedCalls.Clear();
        return calls.ToImmutable();
    }

    private ImmutableSortedDictionary<string, FloorExtension> ProjectExtensions(FloorModel model, FloorSnapshot before)
    {
        if (model.ChangedPhones.Count == 0)
            return before.Extensions;
        var extensions = before.Extensions.ToBuilder();
        foreach (var number in model.ChangedPhones)
        {
            var shown = model.Phones.TryGetValue(number, out var phone) && phone.Shown;
            Replace(extensions, number, shown ? ExtensionView.Of(model, Sources, phone!) : null);
        }

        model.ChangedPhones.Clear();
        return extensions.ToImmutable();
    }

    private ImmutableSortedDictionary<string, FloorQueue> ProjectQueues(FloorModel model, FloorSnapshot before, DateTimeOffset now)
    {
        if (model.ChangedQueues.Count == 0)
            return before.Queues;
        var queues = before.Queues.ToBuilder();
        foreach (var number in model.ChangedQueues)
        {
            var view = default(FloorQueue);
            if (model.Queues.TryGetValue(number, out var queue) && queue.Shown)
            {
                var members = queue.Members.Values
                    .Select(m => m.View ??= View(model, m, now))
                    .OrderBy(m => m.Extension, StringComparer.Ordinal).ThenBy(m => m.Name, StringComparer.Ordinal);
                view = QueueView.Of(Sources, queue, members, before.Queues.GetValueOrDefault(number));
            }

            Replace(queues, number, view);
        }

        model.ChangedQueues.Clear();
        return queues.ToImmutable();
    }

    private FloorMember View(FloorModel model, MemberModel member, DateTimeOffset now)
    {
        var view = MemberView.Of(model, Sources, member, now);
        if (view.State == MemberState.WrapUp && MemberView.WrapUpEnd(Sources, member) is { } end && end != member.ScheduledEnd)
        {
            member.ScheduledEnd = end;
            _wrapUps.Enqueue(member, end);
        }

        return view;
    }

    private static void Replace<T>(ImmutableSortedDictionary<string, T>.Builder items, string key, T? now)
        where T : class
    {
        if (now is null)
            items.Remove(key);
        else if (!items.TryGetValue(key, out var before) || !now.Equals(before))
            items[key] = now;
    }
}
