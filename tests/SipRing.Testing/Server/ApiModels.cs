using System.Text.Json;

namespace SipRing.Testing.Server;

/// <summary>The API as its reader sees it: written from its description, not from the product's types, so that a changed name is noticed.</summary>
public sealed record QueueCallItem
{
    public required string Pbx { get; init; }
    public required string CallId { get; init; }
    public required string Queue { get; init; }
    public required string QueueName { get; init; }
    public required int? AgentId { get; init; }
    public required string? AgentName { get; init; }
    public required string? Extension { get; init; }
    public required string Caller { get; init; }
    public required DateTimeOffset EnteredAt { get; init; }
    public required int WaitSeconds { get; init; }
    public required int? RingSeconds { get; init; }
    public required int? TalkSeconds { get; init; }
    public required int Position { get; init; }
    public required string Outcome { get; init; }
    public required string? EndedBy { get; init; }
    public required string? TransferredTo { get; init; }
    public required string? Recording { get; init; }
    public string Source { get; init; } = "";
}

public sealed record AgentSessionItem
{
    public required int? AgentId { get; init; }
    public required string AgentName { get; init; }
    public required string Extension { get; init; }
    public required string Queue { get; init; }
    public required DateTimeOffset Login { get; init; }
    public required DateTimeOffset? Logout { get; init; }
    public required IReadOnlyList<AgentPauseItem> Pauses { get; init; }
}

public sealed record AgentPauseItem(DateTimeOffset From, DateTimeOffset? To, string? Reason);

public sealed record AgentItem(int Id, string Name);

public sealed record QueueOptions
{
    public required string Name { get; init; }
    public string Strategy { get; init; } = "rrmemory";
    public int RingSeconds { get; init; } = 15;
    public int RetrySeconds { get; init; } = 1;
    public int WrapUpSeconds { get; init; }
    public int TimeoutSeconds { get; init; } = 60;
    public int MaxLength { get; init; }
    public int ServiceLevelSeconds { get; init; } = 20;
}

/// <summary>The API said no.</summary>
public sealed class ApiException(string request, int status, string body) : Exception($"{request} -> {status}: {body}")
{
    public int Status { get; } = status;

    public string Body { get; } = body;
}

internal static class ApiJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true };
}
