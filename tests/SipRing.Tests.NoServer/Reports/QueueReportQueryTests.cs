using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Time.Testing;
using SipRing.CallCenter.Settings;
using SipRing.Server.Reports;
using SipRing.Server.Shared;
using Xunit;

namespace SipRing.Tests.NoServer.Reports;

public sealed class QueueReportQueryTests
{
    private static readonly CallCentreTime s_time = new(
        new FakeTimeProvider(new(2026, 11, 23, 22, 30, 0, TimeSpan.Zero)), new SipRingSettings { TimeZone = "Europe/Moscow" });

    [Fact]
    public void Address_OfAnyFilter_ReadsBackAsTheSame()
    {
        var query = new QueueReportQuery
        {
            Period = ReportPeriod.Custom,
            From = new(2026, 11, 1, 8, 30, 0),
            To = new(2026, 11, 2, 17, 0, 0),
            Queues = ["450", "451"],
            Agents = [7, 12],
            Caller = "+7 996&1",
            Lost = true,
            OldestFirst = true,
        };
        Assert.True(query.SameAs(Read(Urls.QueueReport(query))));
        Assert.False(query.SameAs(query with { Caller = null }));
    }

    [Fact]
    public void Today_AfterMidnightOfTheCallCentre_IsItsDay()
    {
        var (from, to) = new QueueReportQuery().Span(s_time);
        Assert.Equal(new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.FromHours(3)), from);
        Assert.Equal(new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.FromHours(3)), to);
    }

    [Theory]
    [InlineData(ReportPeriod.Yesterday, 1)]
    [InlineData(ReportPeriod.Week, 7)]
    [InlineData(ReportPeriod.Month, 30)]
    public void Period_Named_CoversWholeDays(ReportPeriod period, int days)
    {
        var (from, to) = new QueueReportQuery { Period = period }.Span(s_time);
        Assert.Equal(TimeSpan.FromDays(days), to - from);
        Assert.Equal(TimeSpan.Zero, s_time.ToLocal(from).TimeOfDay);
    }

    [Fact]
    public void Address_WithNonsense_ShowsToday()
    {
        var query = Read("/reports/queues?period=never&from=x&agent=y&agent=-1&outcome=z&sort=q&caller=%20");
        Assert.True(query.SameAs(new()));
        Assert.Equal(["period=never", "from=x", "agent=y", "agent=-1", "outcome=z", "sort=q"], query.Ignored);
    }

    private static QueueReportQuery Read(string address)
    {
        var values = QueryHelpers.ParseQuery(address.Contains('?', StringComparison.Ordinal) ? address[address.IndexOf('?', StringComparison.Ordinal)..] : "");
        string? One(string name) => values.TryGetValue(name, out var found) ? found[0] : null;
        string[]? Many(string name) => values.TryGetValue(name, out var found) ? [.. found.OfType<string>()] : null;
        return QueueReportQuery.Parse(One("period"), One("from"), One("to"), Many("queue"), Many("agent"), One("caller"), One("outcome"), One("sort"));
    }
}
