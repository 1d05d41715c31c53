using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Agents;

/// <summary>An agent logs in at a phone by PIN. Five wrong ones in ten minutes lock the phone, whoever dials.</summary>
public sealed class LogInByPin(Database database, PinHasher pins, AttemptLimit attempts, Memberships memberships, IMemberPlaces places, IAuditLog audit)
{
    public const string WrongPin = "pin-wrong";
    public const string LockedOut = "locked-out";

    /// <param name="Extension">The phone, as Asterisk authenticated it; not a caller id, which a phone sets as it likes.</param>
    public sealed record Request(string Queue, string Extension, string Pin);

    public Task<bool> IsLockedAsync(string extension, CancellationToken cancellationToken) => attempts.IsLockedAsync(Subject(extension), cancellationToken);

    public async Task<Result<Member>> HandleAsync(Request request, CancellationToken cancellationToken)
    {
        var phone = new Actor(ActorKind.Phone, request.Extension, null);
        if (!await places.HasQueueAsync(request.Queue, cancellationToken))
            return LogInAgent.NoSuchQueue(request.Queue);
        if (!await places.HasExtensionAsync(request.Extension, cancellationToken))
            return LogInAgent.NoSuchExtension(request.Extension);

        var attempt = await attempts.BeginAsync(Subject(request.Extension), cancellationToken);
        if (attempt is null)
        {
            await audit.WriteAsync(phone, "member.login-refused", $"queue {request.Queue}", "the phone is locked", cancellationToken);
            return Locked();
        }

        // What no PIN can be is hashed all the same: the time of the answer tells nothing.
        var hash = pins.Hash(request.Pin.Length > PinPolicy.MaximumLength ? "" : request.Pin);
        if (await FindAsync(hash, cancellationToken) is not { } agent)
            return await WrongAsync(phone, request.Queue, attempt, cancellationToken);

        await attempts.RightAsync(attempt, cancellationToken);
        var result = await memberships.LogInAsync(request.Queue, request.Extension, agent.Id);
        await audit.WriteAsync(
            phone,
            result.Succeeded ? "member.login" : "member.login-refused",
            $"queue {request.Queue}",
            $"agent {agent.Id} by PIN{(result.Succeeded ? "" : $": {result.Refusal.Message}")}",
            cancellationToken);
        return result;
    }

    private async Task<AgentRow?> FindAsync(string hash, CancellationToken cancellationToken)
    {
        await using var db = database.Connect();
        return await db.GetTable<AgentRow>().FirstOrDefaultAsync(a => a.PinHash == hash && a.DismissedAt == null, cancellationToken);
    }

    private async Task<Result<Member>> WrongAsync(Actor phone, string queue, Attempt attempt, CancellationToken cancellationToken)
    {
        var locked = await attempts.WrongAsync(attempt, cancellationToken);
        await audit.WriteAsync(phone, "member.login-refused", $"queue {queue}", $"wrong PIN, attempt {attempt.Number}", cancellationToken);
        if (!locked)
            return new Refusal(WrongPin, "The PIN is wrong.", "pin");
        await audit.WriteAsync(phone, "phone.locked-out", $"phone {phone.Name}", $"{AttemptLimit.Allowed} wrong PINs", cancellationToken);
        return Locked();
    }

    private static Refusal Locked() => new(LockedOut, "Too many wrong PINs from this phone; try again later.", null, RefusalKind.LockedOut, (int)AttemptLimit.Window.TotalMinutes);

    private static string Subject(string extension) => $"pin:{extension}";
}
