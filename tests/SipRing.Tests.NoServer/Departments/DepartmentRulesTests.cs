using SipRing.CallCenter.Access;
using SipRing.CallCenter.Calls;
using SipRing.CallCenter.Departments;
using SipRing.CallCenter.Ledger;
using SipRing.Server.CallDetail;
using SipRing.Server.Reports;
using Xunit;

namespace SipRing.Tests.NoServer.Departments;

public sealed class DepartmentRulesTests
{
    [Theory]
    [InlineData("", false)]
    [InlineData("   ", false)]
    [InlineData("Sales\r\nAction: Hangup", false)]
    [InlineData("Tab\there", false)]
    [InlineData("Отдел продаж", true)]
    [InlineData("O'Brien \"${EXTEN}\", ; /../ <b>", true)]
    public void CheckName_Typed_IsTakenOrRefused(string name, bool taken)
    {
        var checkedName = Department.CheckName(name);
        Assert.Equal(taken, checkedName.Succeeded);
        if (!taken)
            Assert.Equal(("department-name-invalid", "name"), (checkedName.Refusal!.Id, checkedName.Refusal.Field));
    }

    [Fact]
    public void CheckName_TooLong_IsRefused()
    {
        Assert.True(Department.CheckName(new('ж', Department.NameLimit)).Succeeded);
        Assert.False(Department.CheckName(new('ж', Department.NameLimit + 1)).Succeeded);
    }

    [Fact]
    public void LimitOf_Person_IsFoundInEitherCase()
    {
        var map = Reaching.Map([], [], [], (ActorKind.User, "Chief", [1]), (ActorKind.Token, "Chief", [2]));

        Assert.Equal([1], map.LimitOf(ActorKind.User, "chief")!);
        Assert.Equal([2], map.LimitOf(ActorKind.Token, "Chief")!);
        Assert.Null(map.LimitOf(ActorKind.Token, "chief"));
        Assert.Null(map.LimitOf(ActorKind.Phone, "Chief"));
    }

    /// <summary>A queue call is of exactly one department, so that sums per department add up to the sum of all.</summary>
    [Theory]
    [InlineData(QueueCallOutcome.Answered, 7, "102", "300", true)]
    [InlineData(QueueCallOutcome.Answered, 8, "101", "100", false)]
    [InlineData(QueueCallOutcome.Answered, null, "101", "300", true)]
    [InlineData(QueueCallOutcome.Answered, null, "102", "100", false)]
    [InlineData(QueueCallOutcome.Abandoned, null, null, "100", true)]
    [InlineData(QueueCallOutcome.Timeout, null, null, "300", false)]
    public void Has_QueueCall_IsTheOperatorsThePhonesOrTheQueues(QueueCallOutcome outcome, int? agent, string? extension, string queue, bool his)
    {
        var call = new QueueCall
        {
            Id = 1, Pbx = "main", CallId = "1.1", Queue = queue, QueueName = queue, AgentId = agent, Extension = extension, Caller = "7916", EnteredAt = default, WaitSeconds = 1, Position = 1, Outcome = outcome,
        };
        Assert.Equal(his, new CallScope([7], ["101"], ["100"]).Has(call));
    }

    [Fact]
    public void IsWithin_CallThatOnlyRingsAtHisPhone_IsNotHisToActOn()
    {
        var reach = LiveReach.Of(Reaching.ToSales(), []);

        var ringing = LiveCall.Of([Channel("PJSIP/trunk-0000000c", "1.12", waitsIn: "300"), Channel("PJSIP/101-0000000d", "1.13", up: false)], "1.12")!;
        Assert.False(ringing.IsWithin(reach));
        Assert.True(LiveCall.Of([Channel("PJSIP/trunk-0000000c", "1.12", waitsIn: "100")], "1.12")!.IsWithin(reach));
        Assert.True(LiveCall.Of([Channel("PJSIP/trunk-0000000c", "1.12"), Channel("PJSIP/101-0000000d", "1.13")], "1.12")!.IsWithin(reach));
        Assert.True(LiveCall.Of([Channel("PJSIP/101-0000000d", "1.12", up: false)], "1.12")!.IsWithin(reach));
        Assert.False(LiveCall.Of([Channel("PJSIP/trunk-0000000c", "1.12"), Channel("PJSIP/109-0000000d", "1.13")], "1.12")!.IsWithin(reach));
    }

    [Fact]
    public void LegWithin_OperatorsTalkToEachOther_IsHisSide()
    {
        var reach = LiveReach.Of(Reaching.ToSales(), []);
        var call = LiveCall.Of([Channel("PJSIP/101-0000000c", "1.12", bridge: "b"), Channel("PJSIP/109-0000000d", "1.13", bridge: "b")], "1.12")!;

        Assert.Equal("101", call.LegWithin(reach)?.Endpoint);
        Assert.Equal("109", call.LegWithin(LiveReach.Everybody)?.Endpoint);
    }

    [Fact]
    public void HasPhone_OperatorLoggedIn_DecidesForThePhone()
    {
        var reach = LiveReach.Of(Reaching.ToSales((7, 1), (8, 2)), [Member("101", 8), Member("109", 7)]);

        Assert.False(reach.HasPhone("101"));
        Assert.True(reach.HasPhone("109"));
        Assert.True(reach.HasPhone("105"));
        Assert.False(reach.HasPhone("110"));
        Assert.True(reach.MayRing("110"));
        Assert.False(reach.MayRing("101"));
    }

    [Fact]
    public void Queries_WithDepartments_ThereAndBack()
    {
        var report = QueueReportQuery.Parse(null, null, null, null, null, null, null, null, ["3", "x", "4"]);
        Assert.Equal([3, 4], report.Departments);
        Assert.Equal(["department=x"], report.Ignored);
        Assert.True(report.IsNarrowed);
        Assert.Equal(["3", "4"], report.ToParameters().Where(p => p.Key == "department").Select(p => p.Value!));

        var calls = CallsQuery.Parse([new("department", "3"), new("department", "-1")]);
        Assert.Equal([3], calls.Departments);
        Assert.Equal(["department=-1"], calls.Ignored);
        Assert.Equal("3", calls.ToExport(default, default, "en").Single(p => p.Key == "department").Value);
    }

    private static CallCenter.Agents.Member Member(string extension, int agent) => new("100", extension, agent, $"operator {agent}", default, false, null);

    private static LiveChannel Channel(string name, string id, bool up = true, string bridge = "", string? waitsIn = null) => new()
    {
        Name = name, UniqueId = id, LinkedId = "1.12", IsUp = up, BridgeId = bridge, Application = waitsIn is null ? "" : "Queue", ApplicationData = waitsIn ?? "",
    };
}
