using SipRing.CallCenter.Ledger;
using SipRing.CallCenter.Reports;
using Xunit;

namespace SipRing.Tests.NoServer.Reports;

public sealed class AgentTimesTests
{
    private static readonly DateTimeOffset s_day = new(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_TwoQueuesAtOnce_CountsAnHourOnce()
    {
        var times = Of([Session("450", 9, 12, Pause(10, 10.5, "Обед")), Session("451", 10, 13, Pause(10, 10.5, "Обед"), Pause(12, 12.25, null))], 24);

        Assert.Equal((H(4), H(0.75)), (times.Present, times.Paused));
        Assert.Equal([new ReasonTime("Обед", H(0.5), 1), new ReasonTime("", H(0.25), 1)], times.Pauses);
    }

    [Fact]
    public void Of_WhatGoesOn_LastsUntilNow()
    {
        var times = Of([Session("450", 9, null, Pause(11, null, "Обед"))], now: 11.5);

        Assert.Equal((H(2.5), H(0.5)), (times.Present, times.Paused));
    }

    [Fact]
    public void Of_SpanThatCutsThrough_LeavesOutWhatIsBeyond()
    {
        var sessions = new[] { Session("450", 9, 12, Pause(9.5, 10.5, "Обед")) with { WrapUps = [new(At(11.75), At(12), 900, "logout", "1.1")] } };
        var times = AgentTimes.Of(sessions, At(10), At(11.875), At(24));

        Assert.Equal((H(1.875), H(0.5), H(0.125)), (times.Present, times.Paused, times.WrapUp));
    }

    [Fact]
    public void Of_PauseThatItsSessionEnded_EndsWithIt() =>
        Assert.Equal(H(1), Of([Session("450", 9, 12, Pause(11, null, "Обед"))], 24).Paused);

    [Fact]
    public void Of_NothingOrTheFuture_IsZero()
    {
        Assert.Equal((TimeSpan.Zero, TimeSpan.Zero, 0), Flat(Of([], 24)));
        Assert.Equal((TimeSpan.Zero, TimeSpan.Zero, 0), Flat(Of([Session("450", 9, null, Pause(10, null, "Обед"))], now: 8)));
    }

    /// <summary>Any set of sessions: nobody is paused longer than present in one queue, nor present longer than the span, and the order does not matter.</summary>
    [Fact]
    public void Of_AnySessions_KeepsItsBounds()
    {
        var dice = new Random(20261123);
        for (var round = 0; round < 300; round++)
        {
            var sessions = Enumerable.Range(0, dice.Next(1, 7)).Select(i =>
            {
                var login = dice.NextDouble() * 20;
                var logout = login + (dice.NextDouble() * 4);
                var pause = login + (dice.NextDouble() * (logout - login));
                return Session(i % 2 == 0 ? "450" : "451", login, logout, Pause(pause, pause + ((logout - pause) * dice.NextDouble()), i % 3 == 0 ? "Обед" : "Перерыв"));
            }).ToList();
            var times = Of(sessions, 24);

            Assert.InRange(times.Paused, TimeSpan.Zero, times.Present);
            Assert.InRange(times.Present, sessions.Max(s => s.Logout!.Value - s.Login), H(24));
            Assert.True(times.Pauses.Sum(p => p.Time.Ticks) >= times.Paused.Ticks);
            Assert.Equal(times.Present, Of([.. sessions.OrderByDescending(s => s.Login)], 24).Present);
        }
    }

    private static (TimeSpan, TimeSpan, int) Flat(AgentTimes times) => (times.Present, times.Paused, times.Pauses.Count);

    private static AgentTimes Of(IReadOnlyList<AgentSession> sessions, double now) => AgentTimes.Of(sessions, At(0), At(24), At(now));

    private static AgentSession Session(string queue, double login, double? logout, params AgentPause[] pauses) => new()
    {
        Id = 1, Pbx = "main", AgentId = 7, AgentName = "Olga", Extension = "501", Queue = queue, Login = At(login), Logout = logout is { } end ? At(end) : null, Pauses = pauses,
    };

    private static AgentPause Pause(double from, double? to, string? reason) => new(At(from), to is { } end ? At(end) : null, reason);

    private static DateTimeOffset At(double hour) => s_day.AddHours(hour);

    private static TimeSpan H(double hours) => TimeSpan.FromHours(hours);
}
