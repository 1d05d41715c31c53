using Microsoft.Extensions.Localization;
using SipRing.CallCenter.Common;
using SipRing.Server.Resources;

namespace SipRing.Server.Shared.Forms;

public static class RefusalTexts
{
    /// <summary>The refusal in the language of the page; the English sentence it came with where no text is known.</summary>
    public static string Of(this IStringLocalizer<Texts> texts, Refusal refusal)
    {
        var text = texts["error." + refusal.Id, refusal.Arguments];
        return text.ResourceNotFound ? refusal.Message : text.Value;
    }
}
