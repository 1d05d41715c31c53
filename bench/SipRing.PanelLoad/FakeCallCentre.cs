using SipRing.Testing.FakeAsterisk;

namespace SipRing.PanelLoad;

/// <summary>The manager interface of an Asterisk with that call centre.</summary>
internal sealed class FakeCallCentre : IAsyncDisposable
{
    public const string User = "sipring";
    public const string Secret = "load";

    public FakeAsteriskServer Server { get; } = Scripted(new() { Username = User, Secret = Secret });

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private static FakeAsteriskServer Scripted(FakeAsteriskServer server) => server
        .On("WaitFullyBooted", (connection, action) => connection.RespondAsync(action, "Success"))
        .On("CoreStatus", (connection, action) => connection.RespondAsync(action, "Success", ("CoreStartupDate", "2026-11-24"), ("CoreStartupTime", "06:00:00")))
        .On("CoreShowChannels", (connection, action) => connection.ListAsync(action, "CoreShowChannelsComplete"))
        .On("DeviceStateList", (connection, action) => connection.ListAsync(action, "DeviceStateListComplete",
            [.. CallCentre.Extensions.Select(x => ("DeviceStateChange", new[] { ("Device", "PJSIP/" + x), ("State", "NOT_INUSE") }))]))
        .On("ExtensionStateList", (connection, action) => connection.ListAsync(action, "ExtensionStateListComplete",
            [.. CallCentre.Extensions.Select(x => ("ExtensionStatus", new[] { ("Exten", x), ("Context", "ext-local"), ("Hint", "PJSIP/" + x) }))]))
        .On("QueueStatus", (connection, action) => connection.ListAsync(action, "QueueStatusComplete",
        [
            .. CallCentre.Queues.Select(q => ("QueueParams", new[] { ("Queue", q) })),
            .. CallCentre.Members.Select(m => ("QueueMember", new[]
            {
                ("Queue", m.Queue), ("Name", CallCentre.NameOf(m.Agent)), ("Location", "PJSIP/" + m.Extension), ("StateInterface", "PJSIP/" + m.Extension),
                ("Membership", "dynamic"), ("LastCall", "0"), ("LoginTime", "1795472471"), ("Status", "1"), ("Paused", "0"), ("Wrapuptime", "0"),
            })),
        ]));
}
