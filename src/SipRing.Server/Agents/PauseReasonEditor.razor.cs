using System.Globalization;
using Microsoft.AspNetCore.Components;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents.Pauses;
using SipRing.CallCenter.Common;
using SipRing.Server.Shared;
using SipRing.Server.Shared.Forms;

namespace SipRing.Server.Agents;

/// <summary>One reason: added, changed, or taken from the list.</summary>
public sealed partial class PauseReasonEditor
{
    public const string New = "new";

    private FormState _state = null!;
    private bool _loaded;
    private int? _code;
    private string _nameRu = "";
    private string _nameEn = "";
    private int? _atOnce;
    private int? _aDay;
    private PauseOver _over;
    private PauseRight _for;
    private bool _paid = true;

    [Inject] private SavePauseReason Save { get; set; } = null!;
    [Inject] private DeletePauseReason Delete { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private Outcomes Outcomes { get; set; } = null!;

    [Parameter, EditorRequired] public Actor Actor { get; set; } = null!;

    /// <summary>Or <see cref="New"/>.</summary>
    [Parameter, EditorRequired] public string Code { get; set; } = "";
    [Parameter, EditorRequired] public IReadOnlyList<PauseReason> All { get; set; } = [];

    private bool IsNew => Code == New;

    private IReadOnlyList<(PauseOver, string)> Overs => [.. Enum.GetValues<PauseOver>().Select(o => (o, T[PauseWords.Of(o)].Value))];

    private IReadOnlyList<(PauseRight, string)> Rights => [.. Enum.GetValues<PauseRight>().Select(r => (r, T[PauseWords.Of(r)].Value))];

    protected override void OnInitialized()
    {
        _state = new(T);
        if (IsNew)
        {
            _code = Enumerable.Range(1, PauseReason.GreatestCode).FirstOrDefault(code => All.All(r => r.Code != code));
            _loaded = true;
        }
        else if (All.FirstOrDefault(r => r.Code.ToString(CultureInfo.InvariantCulture) == Code) is { } reason)
        {
            (_code, _nameRu, _nameEn, _atOnce, _aDay) = (reason.Code, reason.NameRu, reason.NameEn, reason.MinutesAtOnce, reason.MinutesADay);
            (_over, _for, _paid, _loaded) = (reason.Over, reason.For, reason.Paid, true);
        }
        else
        {
            Navigation.NavigateTo(Urls.PauseReasonsPath);
        }
    }

    private async Task SaveAsync()
    {
        var wanted = new PauseReason
        {
            Code = _code ?? 0, NameRu = _nameRu, NameEn = _nameEn, MinutesAtOnce = _atOnce, MinutesADay = _aDay, Over = _over, For = _for, Paid = _paid,
        };
        if (await _state.RunAsync(() => SaveAsync(wanted)))
        {
            Outcomes.Done(T["pauses.saved", wanted.NameRu]);
            Navigation.NavigateTo(Urls.PauseReasonsPath);
        }
    }

    // A new one must not take the place of the one that has its code.
    private async Task<Refusal?> SaveAsync(PauseReason wanted) => IsNew && All.FirstOrDefault(r => r.Code == wanted.Code) is { } there
        ? new Refusal("pause-code-taken", $"The code {wanted.Code} is that of '{there.NameEn}'.", "code", RefusalKind.Conflict, wanted.Code, there.NameRu)
        : (await Save.HandleAsync(Actor, wanted, CancellationToken.None)).Refusal;

    private async Task DeleteAsync()
    {
        if (await _state.RunAsync(async () => (await Delete.HandleAsync(Actor, _code ?? 0, CancellationToken.None)).Refusal))
        {
            Outcomes.Done(T["pauses.deleted", _nameRu]);
            Navigation.NavigateTo(Urls.PauseReasonsPath);
        }
    }
}
