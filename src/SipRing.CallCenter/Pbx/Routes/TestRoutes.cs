using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Settings;

namespace SipRing.CallCenter.Pbx.Routes;

/// <summary>What would happen to a call, without making one: which route takes it, by what, and where it goes.</summary>
public sealed class TestRoutes(PbxDirectory directory, SipRingSettings settings, TimeProvider time)
{
    public const int LongestNumber = 40;
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(settings.TimeZone);

    /// <param name="dialled">What a phone dials.</param>
    /// <param name="extension">The phone that dials; empty is one that may use every route.</param>
    /// <param name="at">By the clock of the call centre; null is now.</param>
    public async Task<Result<OutgoingAnswer>> OutgoingAsync(Actor actor, string dialled, string extension, DateTime? at, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManagePbx) is { } forbidden)
            return forbidden;
        if (CheckNumber(dialled, "dialled", mayBeEmpty: false) is { } invalid)
            return invalid;
        var configuration = await directory.CurrentAsync(cancellationToken);
        return extension.Length > 0 && !configuration.Extensions.Contains(extension)
            ? GetExtension.Unknown(extension) with { Field = "extension" }
            : OutgoingTest.Ask(configuration, dialled, extension, at ?? Now);
    }

    /// <param name="called">The number that is called, as the provider sends it.</param>
    /// <param name="caller">Empty is a hidden number.</param>
    /// <param name="trunk">The id of the trunk it comes by; empty is one that no route names.</param>
    /// <param name="at">By the clock of the call centre; null is now.</param>
    public async Task<Result<IncomingAnswer>> IncomingAsync(Actor actor, string called, string caller, string trunk, DateTime? at, CancellationToken cancellationToken)
    {
        if (actor.Require(Permission.ManagePbx) is { } forbidden)
            return forbidden;
        if ((CheckNumber(called, "called", mayBeEmpty: false) ?? CheckNumber(caller, "caller", mayBeEmpty: true)) is { } invalid)
            return invalid;
        var configuration = await directory.CurrentAsync(cancellationToken);
        return trunk.Length > 0 && !configuration.Trunks.Contains(trunk)
            ? RemovePbxItem.Unknown(PbxKind.Trunk, trunk) with { Field = "trunk" }
            : IncomingTest.Ask(configuration, called, caller, trunk, at ?? Now);
    }

    private DateTime Now => TimeZoneInfo.ConvertTime(time.GetUtcNow(), _zone).DateTime;

    private static Refusal? CheckNumber(string number, string field, bool mayBeEmpty) =>
        number.Length <= LongestNumber && (OutgoingTest.Dialled(number).Length > 0 || (mayBeEmpty && number.Length == 0))
            ? null
            : new("test-number-invalid", $"Write a number of at most {LongestNumber} digits, + * and #.", field, RefusalKind.Invalid, LongestNumber);
}
