using Microsoft.AspNetCore.Components;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Queues.Rules;
using SipRing.Server.Shared;
using SipRing.Server.Shared.Forms;

namespace SipRing.Server.Queues.Rules;

/// <summary>What SipRing does about missed calls of each queue, whosever PBX it is in.</summary>
public sealed partial class CallRulesPage
{
    private IReadOnlyList<QueueCallRules> _rules = [];
    private Dictionary<string, string> _names = [];
    private FormState _state = null!;
    private RulesForm? _form;
    private bool _loaded;

    [Inject] private ListCallRules List { get; set; } = null!;
    [Inject] private SaveCallRules Save { get; set; } = null!;
    [Inject] private CallRules Rules { get; set; } = null!;
    [Inject] private IPbxDirectory Directory { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "edit")] private string? Edit { get; set; }

    protected override void OnParametersSet() => Open();

    protected override void Watch()
    {
        Rules.Changed += OnChanged;
        Directory.Changed += OnChanged;
    }

    protected override void Leave()
    {
        Rules.Changed -= OnChanged;
        Directory.Changed -= OnChanged;
    }

    protected override async Task LoadAsync()
    {
        _rules = (await List.HandleAsync(Actor!, CancellationToken.None)).Value ?? [];
        _names = (await Directory.QueuesAsync(CancellationToken.None)).ToDictionary(q => q.Number, q => q.Name, StringComparer.Ordinal);
        _loaded = true;
        Open();
    }

    private void OnChanged() => _ = ReloadAsync();

    private string? NameOf(string queue) => _names.GetValueOrDefault(queue);

    /// <summary>What stands in the form of a queue stays there while others change theirs.</summary>
    private void Open()
    {
        if (_form?.Queue == Edit)
            return;
        _state = new(T);
        _form = _rules.FirstOrDefault(r => r.Queue == Edit) is { } rules ? new(rules) : null;
    }

    private async Task SaveAsync()
    {
        var wanted = _form!.ToRules();
        if (!await _state.RunAsync(async () => (await Save.HandleAsync(Actor!, wanted, CancellationToken.None)).Refusal))
            return;
        Outcomes.Done(T["rules.saved", wanted.Queue]);
        Navigation.NavigateTo(Urls.CallRulesPath);
    }

    private sealed class RulesForm(QueueCallRules rules)
    {
        public string Queue { get; } = rules.Queue;
        public int? PauseAfterMisses { get; set; } = rules.PauseAfterMisses;

        public QueueCallRules ToRules() => new() { Queue = Queue, PauseAfterMisses = PauseAfterMisses };
    }
}
