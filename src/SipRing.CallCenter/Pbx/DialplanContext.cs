using SipRing.Asterisk.Configuration;

namespace SipRing.CallCenter.Pbx;

/// <summary>Writes a context of the dialplan step by step: the first step of an extension begins it, the others follow.</summary>
public sealed class DialplanContext
{
    private readonly ConfigurationSection _section;

    public DialplanContext(ConfigurationFile file, string name) => _section = file.Add(name);

    /// <summary>Begins an extension with its first step.</summary>
    public DialplanContext Extension(string name, string application)
    {
        _section.AddArrow("exten", $"{name},1,{application}");
        return this;
    }

    public DialplanContext Hint(string name, string device)
    {
        _section.AddArrow("exten", $"{name},hint,{device}");
        return this;
    }

    public DialplanContext Step(string application, string? label = null)
    {
        _section.AddArrow("same", label is null ? $"n,{application}" : $"n({label}),{application}");
        return this;
    }

    public DialplanContext Steps(IEnumerable<string> applications, string? label = null)
    {
        foreach (var application in applications)
        {
            Step(application, label);
            label = null;
        }

        return this;
    }

    public DialplanContext Include(string context)
    {
        _section.AddArrow("include", context);
        return this;
    }
}
