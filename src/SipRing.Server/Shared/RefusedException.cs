using SipRing.CallCenter.Common;

namespace SipRing.Server.Shared;

/// <summary>A use case refused what a page asked for while it was reading: the page says why in place of what it would show.</summary>
public sealed class RefusedException(Refusal refusal) : Exception(refusal.Message)
{
    public Refusal Refusal { get; } = refusal;
}

internal static class RefusedResults
{
    /// <exception cref="RefusedException">It was refused.</exception>
    public static T OrThrow<T>(this Result<T> result) => result.Succeeded ? result.Value : throw new RefusedException(result.Refusal);
}
