using Microsoft.Extensions.Localization;
using SipRing.Server.Reports;
using SipRing.Server.Resources;

namespace SipRing.Server.Departments;

internal static class DepartmentWords
{
    /// <summary>What the button of a filter says.</summary>
    public static string Chosen(IStringLocalizer<Texts> texts, IReadOnlyList<int> chosen, IReadOnlyList<Choice<int>> choices) => chosen switch
    {
        [] => texts["departments.filter-all"],
        [var one] => texts["departments.filter-one", choices.FirstOrDefault(choice => choice.Value == one)?.Text ?? "–"],
        var some => texts["departments.filter-some", some.Count, choices.Count],
    };
}
