using System.Runtime.CompilerServices;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Floor;
using SipRing.CallCenter.Floor.Projection;

namespace SipRing.CallCenter.Departments;

/// <summary>The live picture as far as somebody may see it: as it is now, and as a stream that follows the floor and his limit.</summary>
public sealed class WatchFloor(IFloor floor, Reaches reaches, DepartmentBook book)
{
    /// <summary>The floor with nothing on it but how fresh it is.</summary>
    public FloorSnapshot Empty => new() { Version = floor.Current.Version, At = floor.Current.At, Link = floor.Current.Link };

    /// <param name="actor">Who looks.</param>
    /// <param name="departments">Only these; none is all that he may see.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Result<FloorSnapshot>> NowAsync(Actor actor, IReadOnlyList<int> departments, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.SeeFloor) is { } forbidden)
            return forbidden;
        var reach = await reaches.OfAsync(actor, departments, cancellationToken);
        return reach.Succeeded ? FloorScope.Of(floor.Current, reach.Value, null) : reach.Refusal;
    }

    /// <summary>At once, by the limit as it was known last: for the first paint of a page. Empty where that cannot be told.</summary>
    public FloorSnapshot Known(Actor actor)
    {
        var reach = actor.May(Permission.SeeFloor) ? reaches.Known(actor) : actor is { AgentId: { } id } && actor.IsAgent(id) ? Reach.Own(id) : null;
        return reach is null ? Empty : FloorScope.Of(floor.Current, reach, null);
    }

    /// <summary>The departments to narrow it to, as they were known last.</summary>
    public IReadOnlyList<Department> DepartmentsOf(Actor actor) =>
        reaches.Known(actor) is { } reach && book.Known is { } map ? [.. map.Departments.Where(d => reach.HasDepartment(d.Id))] : [];

    /// <summary>The part of a picture that one department is.</summary>
    public FloorSnapshot Narrow(FloorSnapshot seen, int department, FloorSnapshot? before) =>
        book.Known is { } map ? FloorScope.Of(seen, Reach.To(map, new HashSet<int> { department }), before) : Empty;

    /// <summary>The snapshot first, then what changes, on the floor or in what he may see; see <see cref="IFloor.WatchAsync"/>.</summary>
    /// <param name="actor">Who looks.</param>
    /// <param name="departments">Only these; none is all that he may see.</param>
    /// <param name="minimumInterval">Not more often.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Result<IAsyncEnumerable<FloorUpdate>>> WatchAsync(
        Actor actor, IReadOnlyList<int> departments, TimeSpan minimumInterval, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.SeeFloor) is { } forbidden)
            return forbidden;
        var reach = await reaches.OfAsync(actor, departments, cancellationToken);
        return reach.Succeeded ? Result.Of(FollowAsync(ct => ReachAsync(actor, departments, ct), minimumInterval, cancellationToken)) : reach.Refusal;
    }

    /// <summary>The same for an operator on his own page: himself, his phone and call, and which queues there are.</summary>
    public Result<IAsyncEnumerable<FloorUpdate>> WatchOwn(Actor actor, TimeSpan minimumInterval, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.UseOwnDesk) is { } forbidden)
            return forbidden;
        if (actor.AgentId is not { } id)
            return GetOwnDesk.NoOperator(actor);
        var own = Reach.Own(id);
        return Result.Of(FollowAsync(_ => Task.FromResult<Reach?>(own), minimumInterval, cancellationToken));
    }

    private async IAsyncEnumerable<FloorUpdate> FollowAsync(
        Func<CancellationToken, Task<Reach?>> findReach, TimeSpan minimumInterval, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // The floor goes on where this reader may not: then its watch is ended from here.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var changed = new SemaphoreSlim(0);
        void OnChanged() => changed.Release();
        book.Changed += OnChanged;
        var source = floor.WatchAsync(minimumInterval, ending.Token).GetAsyncEnumerator(ending.Token);
        var next = source.MoveNextAsync().AsTask();
        var moved = changed.WaitAsync(ending.Token);
        try
        {
            // Subscribed before it is read: a change in between is seen twice rather than never.
            var reach = await findReach(cancellationToken);
            var (whole, shown) = (default(FloorSnapshot), default(FloorSnapshot));
            while (true)
            {
                await Task.WhenAny(next, moved);
                if (moved.IsCompleted)
                {
                    await moved;
                    moved = changed.WaitAsync(ending.Token);
                    reach = await findReach(cancellationToken);
                    if (reach is null)
                        yield break;
                    if (whole is null || shown is null)
                        continue;
                    var other = FloorScope.Of(whole, reach, shown);
                    var difference = FloorDiff.Between(shown, other);
                    if (IsNothing(difference))
                        continue;
                    shown = other;
                    yield return new(other, null, difference);
                    continue;
                }

                if (!await next || reach is null)
                    yield break;
                var update = source.Current;
                next = source.MoveNextAsync().AsTask();
                var before = shown;
                (whole, shown) = (update.Current, FloorScope.Of(update.Current, reach, before));
                if (before is null || update.Snapshot is not null)
                {
                    yield return new(shown, shown, null);
                    continue;
                }

                if (reach.IsEverybody && update.Delta is { } delta && delta.FromVersion == before.Version)
                {
                    yield return update;
                    continue;
                }

                var own = FloorDiff.Between(before, shown);
                if (IsNothing(own))
                {
                    // Nothing of his has changed: the next delta goes on from what he has.
                    shown = before;
                    continue;
                }

                yield return new(shown, null, own);
            }
        }
        finally
        {
            book.Changed -= OnChanged;
            await ending.CancelAsync();

            // An enumerator may only be disposed when it stands still.
            await next.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            await source.DisposeAsync();
        }
    }

    private static bool IsNothing(FloorDelta delta) => delta is
    {
        Link: null, Extensions.IsEmpty: true, Queues.IsEmpty: true, Calls.IsEmpty: true, RemovedExtensions.IsEmpty: true, RemovedQueues.IsEmpty: true, RemovedCalls.IsEmpty: true,
    };

    /// <summary>Null: he may see nothing more, as the department that he asked for is his no longer.</summary>
    private async Task<Reach?> ReachAsync(Actor actor, IReadOnlyList<int> departments, CancellationToken cancellationToken) =>
        (await reaches.OfAsync(actor, departments, cancellationToken)).Value;
}
