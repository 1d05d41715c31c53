using Microsoft.AspNetCore.Components;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Versions;
using SipRing.CallCenter.Queues;
using SipRing.Server.Shared;
using SipRing.Server.Shared.Forms;

namespace SipRing.Server.Queues;

/// <summary>One queue: added or changed.</summary>
public sealed partial class QueueEditor
{
    private const string New = "new";

    private FormState _state = null!;
    private QueueForm? _form;
    private PbxPreview? _preview;
    private Departments.DepartmentField? _department;
    private PbxConfiguration _configuration = PbxConfiguration.Empty;
    private IReadOnlyList<Agent> _agents = [];

    [Inject] private SaveQueue Save { get; set; } = null!;
    [Inject] private GetQueue Get { get; set; } = null!;
    [Inject] private DeleteQueue Delete { get; set; } = null!;
    [Inject] private ListAgents Agents { get; set; } = null!;
    [Inject] private PbxDirectory Configuration { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private Outcomes Outcomes { get; set; } = null!;

    [Parameter, EditorRequired] public Actor Actor { get; set; } = null!;

    /// <summary>Or <see cref="New"/>.</summary>
    [Parameter, EditorRequired] public string Number { get; set; } = "";

    private bool IsNew => Number == New;

    private IReadOnlyList<(QueueStrategy, string)> Strategies => [.. Enum.GetValues<QueueStrategy>().Select(s => (s, T[QueueWords.Of(s)].Value))];

    protected override async Task OnInitializedAsync()
    {
        _state = new(T);
        _configuration = await Configuration.CurrentAsync(CancellationToken.None);
        _agents = (await Agents.HandleAsync(Actor, CancellationToken.None)).Value ?? [];
        if (IsNew)
        {
            _form = new(new() { Number = "", Name = "" });
            return;
        }

        var found = await Get.HandleAsync(Actor, Number, CancellationToken.None);
        if (found.Succeeded)
        {
            _form = new(found.Value);
        }
        else
        {
            Outcomes.Refused(found.Refusal);
            Navigation.NavigateTo(Urls.Queues);
        }
    }

    private async Task SaveAsync()
    {
        var queue = _form!.ToQueue();
        if (await _state.RunAsync(async () => (await Save.HandleAsync(Actor, queue, IsNew, CancellationToken.None)).Refusal))
        {
            if (_department is not null && await _department.SaveQueueAsync(queue.Number) is { } refusal)
            {
                Outcomes.Refused(refusal);
            }

            Outcomes.Done(T["pbx.queue-saved", queue.Number]);
            Navigation.NavigateTo(Urls.Queues);
        }
    }

    private Task PreviewAsync() => _state.RunAsync(async () =>
    {
        var preview = await Save.PreviewAsync(Actor, _form!.ToQueue(), IsNew, CancellationToken.None);
        _preview = preview.Value;
        return preview.Refusal;
    });

    private async Task DeleteAsync()
    {
        if (await _state.RunAsync(async () => (await Delete.HandleAsync(Actor, Number, CancellationToken.None)).Refusal))
        {
            Outcomes.Done(T["pbx.queue-deleted", Number]);
            Navigation.NavigateTo(Urls.Queues);
        }
    }
}
