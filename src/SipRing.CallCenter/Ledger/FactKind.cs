namespace SipRing.CallCenter.Ledger;

/// <summary>Facts that others derive something from. The numbers are stored.</summary>
internal enum FactKind
{
    /// <summary>A visit of a queue.</summary>
    Visit = 1,

    /// <summary>A call of the PBX.</summary>
    Call = 2,
}
