using Microsoft.Extensions.Localization;
using SipRing.CallCenter.Common;
using SipRing.Server.Resources;

namespace SipRing.Server.Shared.Forms;

/// <summary>What one form knows between two submits: whether it is being saved, and what was refused, by field where the refusal names one.</summary>
/// <param name="texts">The language of the person.</param>
/// <param name="prefix">Of the ids of its fields, where another form stands on the same page.</param>
public sealed class FormState(IStringLocalizer<Texts> texts, string prefix = "")
{
    private readonly HashSet<string> _fields = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unread = new(StringComparer.Ordinal);

    /// <summary>Raised where the refusal is another one. A field whose value stayed the same is not drawn again by its page.</summary>
    internal event Action? Changed;

    public Refusal? Refusal { get; private set; }

    public bool Busy { get; private set; }

    /// <summary>The sentence for the whole form: the refusal names no field, or one that this form does not have.</summary>
    public string? Text => Refusal is { } refusal && (refusal.Field is null || !_fields.Contains(refusal.Field)) ? texts.Of(refusal) : null;

    public string? TextOf(string field) => Refusal is { } refusal && refusal.Field == field ? texts.Of(refusal) : null;

    /// <summary>Submits: a second click meanwhile does nothing. False where it was refused; the fields then say so.</summary>
    public async Task<bool> RunAsync(Func<Task<Refusal?>> submit)
    {
        if (Busy || _unread.Count > 0)
            return false;
        Busy = true;
        try
        {
            Refusal = await submit();
            return Refusal is null;
        }
        finally
        {
            Busy = false;
            Changed?.Invoke();
        }
    }

    public void Clear()
    {
        Refusal = null;
        Changed?.Invoke();
    }

    /// <summary>What stands in a field is no value of its kind: as long as it does, nothing is saved, and the field says why.</summary>
    internal void Read(string field, bool understood)
    {
        if (understood)
            _unread.Remove(field);
        else
            _unread.Add(field);
    }

    internal string IdOf(string field) => $"f-{prefix}{field}";

    internal void Knows(string field) => _fields.Add(field);
}
