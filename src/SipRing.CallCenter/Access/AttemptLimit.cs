using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Access;

/// <summary>An attempt that was let through; it counts as wrong until it is known to be right.</summary>
public sealed record Attempt(string Subject, long Id, int Number);

/// <summary>
/// Five wrong attempts in ten minutes lock a subject (a user's name, a phone) for ten minutes. Kept in the database, so a
/// restart forgives nothing. An attempt is counted before the secret is compared: a hundred at once get no more than five.
/// </summary>
public sealed class AttemptLimit(Database database, TimeProvider time)
{
    public const int Allowed = 5;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>Lets an attempt through, or returns null while the subject is locked.</summary>
    public async Task<Attempt?> BeginAsync(string subject, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        await using var db = database.Connect();
        if (await LockedAsync(db, subject, now, cancellationToken))
            return null;
        var id = await db.InsertWithInt64IdentityAsync(new FailedAttemptRow { Subject = subject, At = now }, token: cancellationToken);
        var number = await db.GetTable<FailedAttemptRow>().CountAsync(r => r.Subject == subject && r.At > now - Milliseconds && r.Id <= id, cancellationToken);
        if (number <= Allowed && !await LockedAsync(db, subject, now, cancellationToken))
            return new(subject, id, number);
        await db.GetTable<FailedAttemptRow>().DeleteAsync(r => r.Id == id, cancellationToken);
        return null;
    }

    public async Task<bool> IsLockedAsync(string subject, CancellationToken cancellationToken)
    {
        await using var db = database.Connect();
        return await LockedAsync(db, subject, time.GetUtcNow().ToUnixTimeMilliseconds(), cancellationToken);
    }

    /// <summary>The secret was right: the attempt does not count. Earlier wrong ones stay, or one's own PIN would buy more guesses.</summary>
    public async Task RightAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        await using var db = database.Connect();
        await db.GetTable<FailedAttemptRow>().DeleteAsync(r => r.Id == attempt.Id, cancellationToken);
    }

    /// <summary>The secret was wrong. True when this one locked the subject.</summary>
    public async Task<bool> WrongAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        await using var db = database.Connect();
        await db.GetTable<FailedAttemptRow>()
            .DeleteAsync(r => r.At < now - (2 * Milliseconds) && (r.LocksUntil == null || r.LocksUntil < now), cancellationToken);
        if (attempt.Number < Allowed)
            return false;
        await db.GetTable<FailedAttemptRow>().Where(r => r.Id == attempt.Id).Set(r => r.LocksUntil, now + Milliseconds).UpdateAsync(cancellationToken);
        return true;
    }

    private static long Milliseconds => (long)Window.TotalMilliseconds;

    private static Task<bool> LockedAsync(IDataContext db, string subject, long now, CancellationToken cancellationToken) =>
        db.GetTable<FailedAttemptRow>().AnyAsync(r => r.Subject == subject && r.LocksUntil > now, cancellationToken);
}
