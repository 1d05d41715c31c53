using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Agents;

/// <summary>Why a member is paused. It becomes a field of queue_log, so it is short and holds no field separator.</summary>
public static class MemberReason
{
    public const int Limit = 40;

    /// <summary>What SipRing pauses with after a call; never a pause that somebody took.</summary>
    public const string WrapUp = "wrap-up";

    /// <summary>What SipRing pauses with when an operator has missed too many calls in a row.</summary>
    public const string MissedCalls = "missed-calls";

    public static Result<string> Check(string? reason)
    {
        var trimmed = reason?.Trim() ?? "";
        return trimmed.Length <= Limit && System.Text.Encoding.UTF8.GetByteCount(trimmed) <= 2 * Limit && !trimmed.Any(c => char.IsControl(c) || c == '|')
            ? trimmed
            : new Refusal("reason-invalid", $"A reason has at most {Limit} characters, no line breaks and no vertical bar.", "reason", RefusalKind.Invalid, Limit);
    }

    public static bool IsReserved(string reason) =>
        reason.Equals(WrapUp, StringComparison.OrdinalIgnoreCase) || reason.Equals(MissedCalls, StringComparison.OrdinalIgnoreCase);
}
