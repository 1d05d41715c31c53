using System.Globalization;
using Microsoft.AspNetCore.Components;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Departments;

namespace SipRing.Server.Departments;

/// <summary>Departments, who belongs to them, and who sees only some of them.</summary>
public sealed partial class DepartmentsPage
{
    private const string New = "new";

    private IReadOnlyList<ListDepartments.Item> _departments = [];
    private IReadOnlyList<Limit> _limits = [];
    private bool _loaded;

    [Inject] private ListDepartments List { get; set; } = null!;
    [Inject] private ListLimits ListLimits { get; set; } = null!;
    [Inject] private DepartmentBook Book { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "edit")] private string? Edit { get; set; }

    private int? EditId => int.TryParse(Edit, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    protected override async Task LoadAsync()
    {
        if (!_loaded)
        {
            Book.Changed += OnDepartments;
        }

        _departments = (await List.HandleAsync(Actor!, CancellationToken.None)).Value ?? [];
        _limits = (await ListLimits.HandleAsync(Actor!, CancellationToken.None)).Value ?? [];
        _loaded = true;
    }

    protected override void Leave() => Book.Changed -= OnDepartments;

    private string Limited(int department) => string.Join(", ", _limits.Where(l => l.Departments?.Any(d => d.Id == department) == true).Select(l => l.Name));

    private void OnDepartments() => _ = InvokeAsync(async () =>
    {
        await LoadAsync();
        StateHasChanged();
    });
}
