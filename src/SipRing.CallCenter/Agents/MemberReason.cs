using SipRing.CallCenter.Common;

namespace SipRing.CallCenter.Agents;

/// <summary>Why a member is paused. It becomes a field of queue_log, so it is short and holds no field separator.</summary>
public static class MemberReason
{
    public const int Limit = 40;

    public static Result<string> Check(string? reason)
    {
        var trimmed = reason?.Trim() ?? "";
        return trimmed.Length <= Limit && System.Text.Encoding.UTF8.GetByteCount(trimmed) <= 2 * Limit && !trimmed.Any(c => char.IsControl(c) || c == '|')
            ? trimmed
            : new Refusal("reason-invalid", $"A reason has at most {Limit} characters, no line breaks and no vertical bar.", "reason", RefusalKind.Invalid, Limit);
    }
}
