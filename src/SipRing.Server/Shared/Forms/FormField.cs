using Microsoft.AspNetCore.Components;

namespace SipRing.Server.Shared.Forms;

/// <summary>What every control of a form has: a name as the API has it, a label, a sentence that explains, and the refusal that names it.</summary>
public abstract class FormField : ComponentBase, IDisposable
{
    /// <summary>The camelCase name that a refusal gives as its field.</summary>
    [Parameter, EditorRequired]
    public string Name { get; set; } = "";

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>One sentence on what the value does.</summary>
    [Parameter]
    public string? Hint { get; set; }

    [Parameter]
    public bool Disabled { get; set; }

    [Parameter]
    public bool Required { get; set; }

    [CascadingParameter]
    protected FormState? Form { get; set; }

    protected string Id => Form?.IdOf(Name) ?? "f-" + Name;

    protected string? Error => Form?.TextOf(Name);

    protected string? Invalid => Error is null ? null : "true";

    protected string? DescribedBy => (Hint, Error) switch
    {
        (null, null) => null,
        (_, null) => Id + "-hint",
        (null, _) => Id + "-error",
        _ => $"{Id}-error {Id}-hint",
    };

    public void Dispose()
    {
        if (Form is { } form)
            form.Changed -= StateHasChanged;
        GC.SuppressFinalize(this);
    }

    protected override void OnInitialized()
    {
        if (Form is not { } form)
            return;
        form.Knows(Name);
        form.Changed += StateHasChanged;
    }
}
