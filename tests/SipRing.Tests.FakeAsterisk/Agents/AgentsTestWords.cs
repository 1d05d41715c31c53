using LinqToDB.Data;
using SipRing.Testing.FakeAsterisk;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Agents;
using SipRing.CallCenter.Common;
using SipRing.Testing;

namespace SipRing.Tests.FakeAsterisk.Agents;

/// <summary>Short words for what these tests do again and again.</summary>
internal static class AgentsTestWords
{
    public static readonly Actor Supervisor = new(ActorKind.User, "chief", Role.Supervisor);

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(10);

    public static async Task<Agent> AgentAsync(this TestApp app, string name, string pin) =>
        (await app.Get<CreateAgent>().HandleAsync(Actor.CommandLine, new(name, pin), default)).Value ?? throw new InvalidOperationException(name);

    public static Task<Result<Member>> LogInAsync(this TestApp app, string queue, string extension, Agent agent) =>
        app.Get<LogInAgent>().HandleAsync(Supervisor, new(queue, extension, agent.Id), default);

    public static Task<Result<Done>> LogOutAsync(this TestApp app, string queue, string extension) =>
        app.Get<LogOutAgent>().HandleAsync(Supervisor, queue, extension, default);

    public static Task<Result<Member>> PauseAsync(this TestApp app, string queue, string extension, bool paused, string? reason) =>
        app.Get<PauseMember>().HandleAsync(Supervisor, new(queue, extension, paused, reason), default);

    public static async Task<IReadOnlyList<Member>> MembersAsync(this TestApp app, string queue = "450") =>
        (await app.Get<ListMembers>().HandleAsync(Supervisor, queue, default)).Value!;

    public static Task UntilMembersAsync(this TestApp app, string condition, Func<IReadOnlyList<Member>, bool> check) =>
        Until.TrueAsync(condition, s_limit, async () => check(await app.MembersAsync()));

    public static Task UntilAsteriskAsync(this TestApp app, string condition, Func<FakeQueues, bool> check) =>
        Until.TrueAsync(condition, s_limit, () => check(app.Asterisk));

    /// <summary>Until the table was compared with what Asterisk has now, in its present life.</summary>
    public static async Task UntilComparedAsync(this TestApp app)
    {
        var seen = app.Asterisk.Comparisons;
        app.Asterisk.PublishUnrelatedChange();
        await Until.TrueAsync("compared", s_limit, () => app.Asterisk.Comparisons > seen);

        // Behind the comparison in the one queue of steps: when this is answered, the comparison is done.
        await app.Get<LogOutAgent>().HandleAsync(Supervisor, "no such queue", "501", default);
    }

    public static async Task<int> AuditedAsync(this TestApp app, string action)
    {
        await using var db = app.Database.Connect();
        return await db.ExecuteAsync<int>("SELECT COUNT(*) FROM audit WHERE action = @action", new DataParameter("action", action));
    }
}
