using Microsoft.Extensions.Localization;
using SipRing.CallCenter.Common;
using SipRing.Server.Resources;
using SipRing.Server.Shared.Forms;

namespace SipRing.Server.Shared;

/// <summary>What became of the last acts on this page: said at its foot and to screen readers, wherever the act was begun.</summary>
public sealed class Outcomes(IStringLocalizer<Texts> texts)
{
    private const int Kept = 3;
    private readonly List<Outcome> _list = [];

    public event Action? Changed;

    public IReadOnlyList<Outcome> Last => _list;

    public void Done(string text) => Add(new(text, refused: false));

    public void Refused(Refusal refusal) => Add(new(texts.Of(refusal), refused: true));

    /// <summary>Says the text where nothing was refused.</summary>
    public void Show(Refusal? refusal, string done)
    {
        if (refusal is null)
            Done(done);
        else
            Refused(refusal);
    }

    public void Remove(Outcome outcome)
    {
        if (_list.Remove(outcome))
            Changed?.Invoke();
    }

    private void Add(Outcome outcome)
    {
        _list.Add(outcome);
        if (_list.Count > Kept)
            _list.RemoveAt(0);
        Changed?.Invoke();
    }
}

/// <summary>Two of the same text are two: each has its own place and its own time.</summary>
public sealed class Outcome(string text, bool refused)
{
    public string Text { get; } = text;

    public bool Refused { get; } = refused;
}
