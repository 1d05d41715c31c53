using Microsoft.AspNetCore.Components;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Departments;

namespace SipRing.Server.Departments;

/// <summary>Give one of the three, or none for what is not there yet; call <see cref="SaveAsync(string)"/> when the form was saved.</summary>
public sealed partial class DepartmentField
{
    private const int None = 0;

    private IReadOnlyList<(int Id, string Name)> _choices = [];
    private int _chosen;
    private int _before;

    [Inject] private ListDepartments List { get; set; } = null!;
    [Inject] private PlaceMembers Place { get; set; } = null!;

    [Parameter, EditorRequired] public Actor Actor { get; set; } = null!;
    [Parameter] public string? Extension { get; set; }
    [Parameter] public int? Agent { get; set; }
    [Parameter] public string? Queue { get; set; }

    /// <param name="extension">The number of the phone that was saved.</param>
    /// <returns>Why it is not in that department.</returns>
    public Task<Refusal?> SaveAsync(string extension) => SaveAsync(new DepartmentMembers([extension], [], []));

    /// <param name="agent">The id of the operator who was saved.</param>
    public Task<Refusal?> SaveAsync(int agent) => SaveAsync(new DepartmentMembers([], [agent], []));

    /// <param name="queue">The number of the queue that was saved.</param>
    public Task<Refusal?> SaveQueueAsync(string queue) => SaveAsync(new DepartmentMembers([], [], [queue]));

    protected override async Task OnInitializedAsync()
    {
        if (!Actor.May(Permission.ManageDepartments) || (await List.HandleAsync(Actor, CancellationToken.None)).Value is not { } departments)
        {
            return;
        }

        _choices = [(None, T["departments.none"]), .. departments.Select(d => (d.Id, d.Name))];
        _before = _chosen = departments.FirstOrDefault(d => Holds(d.Members))?.Id ?? None;
    }

    private bool Holds(DepartmentMembers members) =>
        (Extension is { } extension && members.Extensions.Contains(extension)) || (Agent is { } agent && members.Agents.Contains(agent)) || (Queue is { } queue && members.Queues.Contains(queue));

    private async Task<Refusal?> SaveAsync(DepartmentMembers members)
    {
        // What was deleted and is made again takes its department with it, until another one is chosen.
        if (_chosen == _before)
        {
            return null;
        }

        var refusal = (await Place.HandleAsync(Actor, new(_chosen == None ? null : _chosen, members), CancellationToken.None)).Refusal;
        // A form for something new stays open for the next one, which is in no department yet.
        if (refusal is null && (Extension, Agent, Queue) is not (null, null, null))
        {
            _before = _chosen;
        }

        return refusal;
    }
}
