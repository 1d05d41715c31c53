using Microsoft.Extensions.Localization;
using SipRing.CallCenter.Pbx.Trunks;
using SipRing.Server.Resources;

namespace SipRing.Server.Pbx.Trunks;

/// <summary>The words for trunks, and for how they are.</summary>
internal static class TrunkWords
{
    public static string Of(TrunkKind kind) => kind switch
    {
        TrunkKind.Registration => "trunk.by-registration",
        TrunkKind.Address => "trunk.by-address",
    };

    public static string Hint(TrunkKind kind) => kind switch
    {
        TrunkKind.Registration => "trunk.by-registration-hint",
        TrunkKind.Address => "trunk.by-address-hint",
    };

    public static string Of(TrunkDtmf dtmf) => dtmf switch
    {
        TrunkDtmf.Rfc4733 => "trunk.dtmf-rfc4733",
        TrunkDtmf.Info => "trunk.dtmf-info",
        TrunkDtmf.Inband => "trunk.dtmf-inband",
        TrunkDtmf.Auto => "trunk.dtmf-auto",
    };

    public static string Of(TrunkIdentity identity) => identity switch
    {
        TrunkIdentity.From => "trunk.identity-from",
        TrunkIdentity.Asserted => "trunk.identity-asserted",
        TrunkIdentity.RemoteParty => "trunk.identity-remote-party",
    };

    public static string Class(TrunkCondition? condition) => condition switch
    {
        TrunkCondition.Up => "free",
        TrunkCondition.Trying => "ring",
        TrunkCondition.Down => "bad",
        TrunkCondition.Unknown or null => "off",
    };

    /// <param name="state">Null while Asterisk has not been asked.</param>
    public static string Of(Trunk trunk, TrunkState? state) => (trunk, state) switch
    {
        ({ Enabled: false }, _) => "trunk.off",
        (_, null) => "trunk.unknown",
        (_, { Condition: TrunkCondition.Up, Registration: "Registered" }) => "trunk.registered",
        (_, { Condition: TrunkCondition.Up }) => "trunk.reachable",
        (_, { Condition: TrunkCondition.Trying }) => "trunk.trying",
        (_, { Condition: TrunkCondition.Down, Fault.Kind: TrunkFaultKind.NoAnswer }) => "trunk.no-answer",
        (_, { Condition: TrunkCondition.Down }) => "trunk.refused",
        ({ QualifySeconds: > 0 }, _) => "trunk.unknown",
        _ => "trunk.not-asked",
    };

    /// <summary>Why it is not up, in words that say what to look at; null where there is nothing to say.</summary>
    public static string? Reason(IStringLocalizer<Texts> texts, TrunkState? state)
    {
        if (state?.Fault is not { } fault)
            return null;
        return fault.Kind == TrunkFaultKind.NoAnswer ? texts["trunk.fault-no-answer"] : fault.Code switch
        {
            401 or 407 => texts["trunk.fault-secret", fault.Code],
            403 => texts["trunk.fault-forbidden", fault.Code],
            404 => texts["trunk.fault-unknown", fault.Code],
            423 or 503 or 500 or 480 => texts["trunk.fault-busy", fault.Code],
            _ => texts["trunk.fault-other", fault.Code],
        };
    }
}
