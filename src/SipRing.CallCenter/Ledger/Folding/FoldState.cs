using System.Text.Json;
using System.Text.Json.Serialization;

namespace SipRing.CallCenter.Ledger.Folding;

/// <summary>
/// Everything that the fold must remember between two lines. It is stored with the position in the log, in the same
/// transaction as the facts, so a start after a crash goes on exactly where the facts end.
/// </summary>
internal sealed class FoldState
{
    public long LastMs { get; set; }
    public long SweptMs { get; set; }
    public List<OpenVisit> Visits { get; set; } = [];
    public List<OpenSession> Sessions { get; set; } = [];
    public List<PendingLogin> Logins { get; set; } = [];
    public List<PendingRecording> Recordings { get; set; } = [];
    public List<AppTransfer> Transfers { get; set; } = [];

    public List<OpenWrapUp> WrapUps { get; set; } = [];

    /// <summary>Entries of the present second, to tell a second visit of one call to one queue within it.</summary>
    public List<EntryCount> Entries { get; set; } = [];

    public string Save() => JsonSerializer.Serialize(this, FoldJson.Default.FoldState);

    public static FoldState Load(string text) => text.Length == 0 ? new() : JsonSerializer.Deserialize(text, FoldJson.Default.FoldState)!;
}

/// <summary>A call that waits in a queue, or talks.</summary>
internal sealed class OpenVisit
{
    public required long Id { get; init; }
    public required string CallId { get; set; }

    /// <summary>The unique id under which it entered; it stays the one of the fact.</summary>
    public required string EnteredAs { get; init; }
    public required string Queue { get; init; }
    public required string Caller { get; init; }
    public required long EnteredMs { get; init; }
    public required int Position { get; init; }
    public string? Recording { get; init; }
    public long LastMs { get; set; }
    public long? ConnectedMs { get; set; }
    public string? AgentColumn { get; set; }
    public int? AgentId { get; set; }
    public string? AgentName { get; set; }
    public string? Extension { get; set; }
    public string? AgentChannel { get; set; }
    public int WaitSeconds { get; set; }
    public int? RingSeconds { get; set; }
}

internal sealed class OpenSession
{
    public required long Id { get; init; }
    public required string Queue { get; init; }

    /// <summary>What Asterisk writes into the agent column for the member's interface.</summary>
    public required string Interface { get; init; }
    public int? AgentId { get; set; }
    public string? AgentName { get; set; }
    public required long LoginMs { get; init; }
    public long? PauseId { get; set; }
    public long PausedMs { get; set; }
    public string? PauseReason { get; set; }
}

internal sealed class OpenWrapUp
{
    public required long Id { get; init; }
    public required string Interface { get; init; }
    public required string Queue { get; init; }
    public required string CallId { get; init; }
    public int? AgentId { get; init; }
    public required long FromMs { get; init; }

    /// <summary>From the call's end; more after it was extended.</summary>
    public int PlannedSeconds { get; set; }

    [JsonIgnore] public long PlannedEndMs => FromMs + (PlannedSeconds * 1000L);
}

internal sealed record PendingLogin(string Queue, string Interface, int AgentId, string AgentName, long AtMs);

internal sealed record PendingRecording(string CallId, string Queue, string Path, long AtMs);

/// <summary>An attended transfer whose consultation was in an application, perhaps waiting in another queue.</summary>
internal sealed record AppTransfer(string CallId, string Extension, long AtMs);

internal sealed record EntryCount(string CallId, string Queue, long AtMs, int Count);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(FoldState))]
internal sealed partial class FoldJson : JsonSerializerContext;
