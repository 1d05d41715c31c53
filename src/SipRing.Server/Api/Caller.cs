using SipRing.CallCenter.Access;
using SipRing.Server.Access;

namespace SipRing.Server.Api;

/// <summary>Who sent the request, for a use case. Every route demands that somebody did.</summary>
public sealed record Caller(Actor Actor)
{
    public static ValueTask<Caller?> BindAsync(HttpContext context) =>
        ValueTask.FromResult(context.User.ToActor() is { } actor ? new Caller(actor) : null);
}
