using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.LostCallers;
using SipRing.Server.Access;
using SipRing.Server.Shared;
using SipRing.Server.Shared.Forms;

namespace SipRing.Server.LostCallers;

/// <summary>How lost callers are treated, queue by queue.</summary>
public sealed partial class LostCallerRulesPage
{
    private const string All = "all";
    private IReadOnlyList<ListLostCallerRules.Item> _items = [];
    private ListLostCallerRules.Item? _edited;
    private FormState _state = null!;
    private bool _loaded;
    private bool _listed;
    private bool _leaveOut;
    private int? _target;
    private int? _short;
    private int? _talk;
    private string _group = "";

    private Actor? _actor;

    [Inject] private ListLostCallerRules Rules { get; set; } = null!;
    [Inject] private SaveLostCallerRule Save { get; set; } = null!;

    [Inject] private Outcomes Outcomes { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "edit")] private string? Edit { get; set; }

    protected override async Task OnInitializedAsync()
    {
        _state = new(T);
        if (!RendererInfo.IsInteractive || (await Authentication).User.ToActor() is not { } actor)
            return;
        _actor = actor;
        await LoadAsync();
    }

    protected override void OnParametersSet()
    {
        if (_loaded && Edit != (_edited is { } edited ? Key(edited) : null))
            Show();
    }

    private async Task LoadAsync()
    {
        _items = (await Rules.HandleAsync(_actor!, CancellationToken.None)).Value ?? [];
        var first = !_loaded;
        _loaded = true;
        if (first)
            Show();
    }

    private static string Key(ListLostCallerRules.Item item) => item.Rule.Queue.Length == 0 ? All : item.Rule.Queue;

    private bool Is(ListLostCallerRules.Item item) => Key(item) == Edit;

    private string NameOf(ListLostCallerRules.Item item) => item.Rule.Queue.Length == 0 ? T["lost-rules.all"] : $"{item.Rule.Queue} {item.Name}".TrimEnd();

    private void Show()
    {
        _state.Clear();
        _edited = _items.FirstOrDefault(Is);
        if (_edited is not { Rule: var rule })
            return;
        (_listed, _leaveOut, _target, _short, _talk, _group) = (rule.Listed, rule.LeaveOutShort, rule.TargetMinutes, rule.ShortSeconds, rule.TalkSeconds, rule.Group);
    }

    private async Task SaveAsync()
    {
        // An empty number is refused by its range, at its field.
        var rule = new LostCallerRule
        {
            Queue = _edited!.Rule.Queue,
            Listed = _listed,
            TargetMinutes = _target ?? -1,
            ShortSeconds = _short ?? -1,
            LeaveOutShort = _leaveOut,
            TalkSeconds = _talk ?? -1,
            Group = _group,
        };
        if (await _state.RunAsync(async () => (await Save.HandleAsync(_actor!, rule, CancellationToken.None)).Refusal))
            await DoneAsync();
    }

    private async Task RemoveAsync()
    {
        if (await _state.RunAsync(async () => (await Save.RemoveAsync(_actor!, _edited!.Rule.Queue, CancellationToken.None)).Refusal))
            await DoneAsync();
    }

    private async Task DoneAsync()
    {
        Outcomes.Done(T["lost-rules.saved"]);
        await LoadAsync();
        Navigation.NavigateTo(Urls.LostCallerRules);
    }
}
