namespace SipRing.CallCenter.Ledger.Reading;

/// <summary>One log that the ledger follows, wherever it lies.</summary>
internal interface ILogSource : IAsyncDisposable
{
    LogKind Kind { get; }

    /// <summary>As a person finds it: a path, a table.</summary>
    string Path { get; }

    /// <summary>Of the last good line; 0 where there is none yet.</summary>
    long LastMs { get; }

    long Broken { get; }

    /// <summary>Bytes not read yet, a half line included; of a table, about as many.</summary>
    long Behind { get; }

    /// <summary>Reads everything there is. After an exception the source goes on with what is stored.</summary>
    /// <returns>Whether anything was read.</returns>
    Task<bool> PollAsync(Action? changed, CancellationToken cancellationToken);
}

/// <summary>Logs that are read one after the other, at one pace, and that stand still together.</summary>
internal sealed record LogGroup(TimeSpan Pause, params IReadOnlyList<ILogSource> Sources);

/// <summary>What the ledger of this home follows. Made anew at every start.</summary>
internal interface ILogSources
{
    IReadOnlyList<LogGroup> Open();
}
