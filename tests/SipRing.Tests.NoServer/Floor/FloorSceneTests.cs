using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Floor;
using Xunit;

namespace SipRing.Tests.NoServer.Floor;

/// <summary>What a supervisor must see at each moment of rest of the recorded scenes.</summary>
public sealed class FloorSceneTests
{
    private const string Caller = "4951112233";

    [Fact]
    public void Answered_WhileItRings_CallerWaitsAndPhoneRings()
    {
        var floor = Play("answered", "ringing").Now;
        AssertPhone(floor, "101", ExtensionState.Ringing, Caller, "100");
        Assert.Equal((7, "Operator Seven"), (floor.Extensions["101"].AgentId, floor.Extensions["101"].AgentName));
        AssertMember(floor, "100", "101", MemberState.Ringing, Caller);
        var waiting = Assert.Single(floor.Queues["100"].Waiting);
        Assert.Equal((Caller, 1), (waiting.Caller, waiting.Position));
        AssertCall(floor, waiting.CallId, Caller, "100", CallState.Ringing, "101");
    }

    [Fact]
    public void Answered_WhileTheyTalk_NobodyWaits()
    {
        var floor = Play("answered", "talking").Now;
        AssertPhone(floor, "101", ExtensionState.Talking, Caller, "100");
        AssertMember(floor, "100", "101", MemberState.Talking, Caller);
        Assert.Empty(floor.Queues["100"].Waiting);
        AssertCall(floor, floor.Extensions["101"].CallId!, Caller, "100", CallState.Talking, "101");
    }

    [Fact]
    public void Answered_AfterTheCall_WrapUpEndsByItself()
    {
        var player = Play("answered", "wrap-up");
        var after = player.Now.Queues["100"].Members[0];
        Assert.Equal(MemberState.WrapUp, after.State);
        Assert.Empty(player.Now.Calls);
        Assert.Equal(after.Since.AddSeconds(3), player.NextDeadline);

        player.At(player.NextDeadline!.Value);
        player.Take(new FloorInput.Tick());
        var free = player.Now.Queues["100"].Members[0];
        Assert.Equal((MemberState.Free, after.Since.AddSeconds(3)), (free.State, free.Since));
        Assert.Null(player.NextDeadline);
    }

    [Fact]
    public void Abandoned_AtTheEnd_NobodyIsLeft()
    {
        var floor = Play("abandoned", "end").Now;
        Assert.Empty(floor.Calls);
        Assert.All(floor.Queues.Values, q => Assert.Empty(q.Waiting));
        AssertPhone(floor, "101", ExtensionState.Idle, null, null);
        AssertMember(floor, "100", "101", MemberState.Free, null);
    }

    [Fact]
    public void WaitingTwo_FirstGivesUp_SecondMovesUp()
    {
        var two = Play("waiting-two", "two wait").Now.Queues["300"].Waiting;
        Assert.Equal([(Caller, 1), ("4957776655", 2)], two.Select(w => (w.Caller, w.Position)));
        var one = Assert.Single(Play("waiting-two", "one waits").Now.Queues["300"].Waiting);
        Assert.Equal(two[1] with { Position = 1 }, one);
    }

    [Fact]
    public void NoAnswer_ThenOther_OtherTalks()
    {
        var floor = Play("no-answer-then-other", "talking").Now;
        AssertMember(floor, "100", "101", MemberState.Free, null);
        AssertMember(floor, "100", "102", MemberState.Talking, Caller);
    }

    [Fact]
    public void BlindTransfer_TargetRings_AgentWrapsUpAndCallHasLeftTheQueue()
    {
        var floor = Play("blind-refer", "target rings").Now;
        AssertPhone(floor, "101", ExtensionState.Idle, null, null);
        AssertMember(floor, "100", "101", MemberState.WrapUp, null);
        AssertPhone(floor, "105", ExtensionState.Ringing, Caller, null);
        AssertCall(floor, floor.Extensions["105"].CallId!, Caller, "105", CallState.Ringing, "105");
        AssertPhone(Play("blind-refer", "target talks").Now, "105", ExtensionState.Talking, Caller, null);
    }

    [Theory]
    [InlineData("attended-refer")]
    [InlineData("attended-star2")]
    public void AttendedTransfer_FromConsultationToEnd_PeersAreTrue(string scene)
    {
        var rings = Play(scene, "consultation rings").Now;
        Assert.Equal((ExtensionState.Ringing, "101"), (rings.Extensions["105"].State, rings.Extensions["105"].Peer));

        var consultation = Play(scene, "consultation").Now;
        Assert.Equal((ExtensionState.Talking, "105"), (consultation.Extensions["101"].State, consultation.Extensions["101"].Peer));
        Assert.Equal((ExtensionState.Talking, "101"), (consultation.Extensions["105"].State, consultation.Extensions["105"].Peer));

        var transferred = Play(scene, "transferred").Now;
        AssertPhone(transferred, "101", ExtensionState.Idle, null, null);
        AssertPhone(transferred, "105", ExtensionState.Talking, Caller, "100");
        AssertMember(transferred, "100", "101", MemberState.WrapUp, null);
        AssertCall(transferred, Assert.Single(transferred.Calls).Key, Caller, "100", CallState.Talking, "105");
    }

    /// <summary>A phone is up a moment before the bridge says so; the call must not fall back to dialling meanwhile.</summary>
    [Fact]
    public void AnyScene_FromAnswerToFirstLeave_CallIsTalking()
    {
        var checks = 0;
        foreach (var name in FloorRecording.Names)
        {
            var steps = FloorRecording.Load(name).Steps;
            var player = new FloorPlayer(((FloorRecording.Step.Rest)steps[0]).At, FloorRebuildTests.Directory);
            player.Connect((FloorRecording.Step.Rest)steps[0]);
            string? answered = null;
            foreach (var message in steps.OfType<FloorRecording.Step.Event>().Select(s => s.Message))
            {
                player.Event(message);
                if (message.Event == "DialEnd" && message["DialStatus"] == "ANSWER")
                    answered = message["DestLinkedid"];
                else if (message.Event is "BridgeLeave" or "Hangup")
                    answered = null;
                if (answered is null)
                    continue;
                Assert.Equal(CallState.Talking, player.Now.Calls[answered].State);
                checks++;
            }
        }

        Assert.True(checks > 50, $"{checks} moments were looked at");
    }

    [Fact]
    public void LocalMembers_WhileTheyTalk_PhoneIsShownAndLocalChannelsAreNot()
    {
        AssertPhone(Play("local-members", "ringing").Now, "104", ExtensionState.Ringing, Caller, "200");
        var floor = Play("local-members", "talking").Now;
        AssertPhone(floor, "104", ExtensionState.Talking, Caller, "200");
        AssertMember(floor, "200", "104", MemberState.Talking, Caller);
        AssertCall(floor, Assert.Single(floor.Calls).Key, Caller, "200", CallState.Talking, "104");
        Assert.DoesNotContain(floor.Extensions.Keys, k => k.Contains("Local", StringComparison.Ordinal) || k == "trunk");
    }

    [Fact]
    public void Internal_WhileItRings_BothPhonesShowEachOther()
    {
        var floor = Play("internal", "ringing").Now;
        AssertPhone(floor, "101", ExtensionState.Talking, "105", null);
        AssertPhone(floor, "105", ExtensionState.Ringing, "101", null);
        Assert.Equal("Phone 101", floor.Extensions["105"].PeerName);
    }

    [Fact]
    public void Outbound_WhileTheyTalk_PeerIsTheNumberDialled() =>
        AssertPhone(Play("outbound", "talking").Now, "101", ExtensionState.Talking, "94951234567", null);

    [Fact]
    public void TwoCallsAtOnePhone_SecondRings_FirstStaysThePresentOne()
    {
        var floor = Play("two-calls-one-phone", "talks and rings").Now;
        AssertPhone(floor, "101", ExtensionState.Talking, Caller, "100");
        Assert.Equal(2, floor.Calls.Count);
        Assert.Contains(floor.Calls.Values, c => c is { State: CallState.Ringing, Extension: "101", From: "105" });
    }

    [Fact]
    public void TwoQueues_OneAfterTheOther_OneWaitsInEach()
    {
        var first = Play("two-queues", "first queue").Now;
        var second = Play("two-queues", "second queue").Now;
        Assert.Equal(first.Queues["100"].Waiting[0].CallId, second.Queues["300"].Waiting[0].CallId);
        Assert.Empty(second.Queues["100"].Waiting);
        Assert.True(second.Queues["300"].Waiting[0].EnteredAt > first.Queues["100"].Waiting[0].EnteredAt);
        AssertPhone(Play("two-queues", "out of the queues").Now, "105", ExtensionState.Ringing, Caller, null);
    }

    [Fact]
    public void Members_AddedPausedAndBack_StatesFollow()
    {
        var added = Play("members", "added").Now.Queues["300"].Members;
        Assert.Equal(("101", "Operator One", MemberState.Free), (added[0].Extension, added[0].Name, added[0].State));
        Assert.NotNull(added[0].LoggedInAt);
        var paused = Play("members", "paused").Now;
        Assert.All([paused.Queues["300"].Members[0], paused.Queues["100"].Members[0]], m => Assert.Equal((MemberState.Paused, "lunch"), (m.State, m.PauseReason)));
        var back = Play("members", "back").Now.Queues["300"].Members[0];
        Assert.Equal((MemberState.Free, false, null), (back.State, back.Paused, back.PauseReason));
        Assert.True(back.Since > paused.Queues["300"].Members[0].Since);
        Assert.Empty(Play("members", "end").Now.Queues["300"].Members);
    }

    [Fact]
    public void SharedWrapUp_AfterTheCall_InEveryQueueThatAsteriskSays()
    {
        var floor = Play("shared-wrap-up", "wrap-up").Now;
        AssertMember(floor, "100", "101", MemberState.WrapUp, null);
        AssertMember(floor, "300", "101", MemberState.WrapUp, null);
    }

    [Fact]
    public void Registering_PhoneByPhone_BecomesReachable()
    {
        var one = Play("registering", "one phone").Now;
        Assert.Equal((ExtensionState.Idle, ExtensionState.Unreachable), (one.Extensions["101"].State, one.Extensions["105"].State));
        Assert.Equal(ExtensionState.Idle, Play("registering", "end").Now.Extensions["105"].State);
    }

    [Fact]
    public void Unreachable_PausedInWrapUp_PausedIsShownFirst()
    {
        var player = Play("answered", "wrap-up");
        player.Event(Message(("Event", "DeviceStateChange"), ("Device", "PJSIP/101"), ("State", "UNAVAILABLE")));
        Assert.Equal(MemberState.WrapUp, player.Now.Queues["100"].Members[0].State);
        player.Event(Message(("Event", "QueueMemberPause"), ("Queue", "100"), ("Interface", "PJSIP/101"), ("MemberName", "x"), ("Status", "5"), ("Paused", "1")));
        Assert.Equal(MemberState.Paused, player.Now.Queues["100"].Members[0].State);
        player.Advance(TimeSpan.FromSeconds(10));
        player.Event(Message(("Event", "QueueMemberPause"), ("Queue", "100"), ("Interface", "PJSIP/101"), ("MemberName", "x"), ("Status", "5"), ("Paused", "0")));
        Assert.Equal(MemberState.Unreachable, player.Now.Queues["100"].Members[0].State);
    }

    [Fact]
    public void Hold_FirstCallHeld_DialledOneIsThePresentOne()
    {
        var player = Play("attended-refer", "consultation rings");
        var held = player.Now.Extensions["101"];
        Assert.Equal(Caller, held.Peer);
        player.Event(Message(("Event", "Hold"), ("Channel", "PJSIP/101-00000013"), ("ChannelState", "6"), ("Uniqueid", "1795472556.32"), ("Linkedid", held.CallId!)));
        Assert.Equal("105", player.Now.Extensions["101"].Peer);
    }

    [Fact]
    public void QueueUnknownToDirectory_AndMemberOutside_AreShownByWhatAsteriskSays()
    {
        var player = Play("registering", "end");
        player.Event(Message(
            ("Event", "QueueMemberAdded"), ("Queue", "777"), ("MemberName", "At home"), ("Interface", "Local/89160000000@out/n"), ("Membership", "dynamic"), ("Status", "2")));
        var queue = player.Now.Queues["777"];
        Assert.Equal("777", queue.Name);
        Assert.Equal(("89160000000", "At home", MemberState.Talking), (queue.Members[0].Extension, queue.Members[0].Name, queue.Members[0].State));
    }

    [Theory]
    [InlineData("8.1", "8.2")]
    [InlineData("8.2", "8.1")]
    public void TwoCalls_MeetInABridge_AreOneUnderTheOlderId(string first, string second)
    {
        var player = Play("registering", "end");
        foreach (var (id, phone) in new[] { (first, "101"), (second, "105") })
            player.Event(Message(("Event", "Newchannel"), ("Uniqueid", id), ("Linkedid", id), ("Channel", $"PJSIP/{phone}-1"), ("ChannelState", "6")));
        Assert.Equal(2, player.Now.Calls.Count);
        foreach (var (id, phone) in new[] { (first, "101"), (second, "105") })
            player.Event(Message(("Event", "BridgeEnter"), ("Uniqueid", id), ("Linkedid", id), ("Channel", $"PJSIP/{phone}-1"), ("ChannelState", "6"), ("BridgeUniqueid", "b")));
        Assert.Equal(["8.1"], player.Now.Calls.Keys);
        Assert.Equal(("8.1", "105"), (player.Now.Extensions["101"].CallId, player.Now.Extensions["101"].Peer));
    }

    internal static AmiMessage Message(params (string, string)[] headers) => new([.. headers.Select(h => KeyValuePair.Create(h.Item1, h.Item2))]);

    private static FloorPlayer Play(string recording, string rest) => FloorPlayer.UpTo(recording, rest, FloorRebuildTests.Directory);

    private static void AssertPhone(FloorSnapshot floor, string number, ExtensionState state, string? peer, string? queue)
    {
        var phone = floor.Extensions[number];
        Assert.Equal((state, peer, queue), (phone.State, phone.Peer, phone.Queue));
    }

    private static void AssertMember(FloorSnapshot floor, string queue, string extension, MemberState state, string? peer)
    {
        var member = floor.Queues[queue].Members.Single(m => m.Extension == extension);
        Assert.Equal((state, peer), (member.State, member.Peer));
    }

    private static void AssertCall(FloorSnapshot floor, string id, string from, string to, CallState state, string? extension)
    {
        var call = floor.Calls[id];
        Assert.Equal((from, to, state, extension), (call.From, call.To, call.State, call.Extension));
    }
}
