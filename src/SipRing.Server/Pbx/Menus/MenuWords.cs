using SipRing.CallCenter.Pbx;

namespace SipRing.Server.Pbx.Menus;

/// <summary>The keys of the words for what is odd about a key.</summary>
internal static class MenuWords
{
    public static string? Of(CallFlowNote note) => note switch
    {
        CallFlowNote.None => null,
        CallFlowNote.LeadsNowhere => "menus.note-nowhere",
        CallFlowNote.EndsAtOnce => "menus.note-ends",
        CallFlowNote.OnlyComesBack => "menus.note-back",
    };
}
