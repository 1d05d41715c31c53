using System.Text.Json;
using System.Text.Json.Serialization;
using SipRing.CallCenter.Ledger.Folding;

namespace SipRing.CallCenter.Ledger.Reading;

/// <summary>What is stored with the position in a log: the fold's memory, and the last lines, by which an overlap with the next file is seen.</summary>
internal sealed class LogState
{
    public long LastMs { get; set; }
    public List<SeenLine> Recent { get; set; } = [];

    /// <summary>The file before this one ended here; lines up to then may be in both.</summary>
    public long OverlapMs { get; set; }
    public List<SeenLine> Overlap { get; set; } = [];
    public FoldState? Queue { get; set; }
    public CelState? Cel { get; set; }
    public CallState? Calls { get; set; }

    public string Save() => JsonSerializer.Serialize(this, LogStateJson.Default.LogState);

    public static LogState Load(string text) => text.Length == 0 ? new() : JsonSerializer.Deserialize(text, LogStateJson.Default.LogState)!;

    /// <summary>The state to begin the next file of the same log with.</summary>
    public static LogState Continue(string text)
    {
        var state = Load(text);
        state.OverlapMs = state.LastMs;
        state.Overlap = state.Recent;
        state.Recent = [];
        return state;
    }
}

internal readonly record struct SeenLine(long Ms, long Hash);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(LogState))]
internal sealed partial class LogStateJson : JsonSerializerContext;
