using SipRing.CallCenter.Access;
using SipRing.CallCenter.Audit;
using SipRing.CallCenter.SystemLog;
using SipRing.Server.Api;

namespace SipRing.Server.SystemLog;

/// <summary>An entry of the log as the API tells it. <c>action</c> and <c>actorKind</c> are null for what nobody did.</summary>
public sealed record LogItem(
    string Id, DateTimeOffset At, EntryLevel Level, TimeLineKind Kind, string Who, ActorKind? ActorKind, string? Action, string Text, string? Detail)
{
    internal static LogItem Of(TimeLineEntry entry, Moments moments) =>
        new(entry.Id, moments.Local(entry.At), entry.Level, entry.Kind, entry.Who, entry.ActorKind, entry.Action, entry.Text, entry.Detail);
}

/// <summary>An act as the API tells it.</summary>
public sealed record AuditItem(string Id, DateTimeOffset At, EntryLevel Level, ActorKind ActorKind, string Actor, string Action, string Target, string? Detail)
{
    internal static AuditItem Of(TimeLineEntry entry, Moments moments) =>
        new(entry.Id, moments.Local(entry.At), entry.Level, entry.ActorKind!.Value, entry.Who, entry.Action!, entry.Text, entry.Detail);
}
