using System.Collections.Concurrent;
using SipRing.Asterisk.Ami;
using SipRing.Testing;
using SipRing.Testing.FakeAsterisk;
using Xunit;

namespace SipRing.Tests.FakeAsterisk.Ami;

public sealed class AmiActionTests
{
    [Fact]
    public async Task Send_AnsweredInReverseOrder_EachGetsItsOwn()
    {
        const int Count = 100;
        var held = new ConcurrentStack<FakeAction>();
        await using var server = new FakeAsteriskServer().On("Getvar", async (connection, action) =>
        {
            held.Push(action);
            if (held.Count == Count)
            {
                while (held.TryPop(out var one))
                    await connection.RespondAsync(one, "Success", ("Value", one["Variable"]!));
            }
        });
        var (client, _) = await AmiTesting.ReadyAsync(server);
        await using var owned = client;

        var names = Enumerable.Range(0, Count).Select(i => "V" + i).ToList();
        var answers = await Task.WhenAll(names.Select(n => client.SendAsync(new AmiAction("Getvar").With("Variable", n), default)));
        Assert.Equal(names, answers.Select(a => a["Value"]));
    }

    [Fact]
    public async Task Send_RefusedByAsterisk_IsAnAnswer()
    {
        await using var server = new FakeAsteriskServer();
        var (client, _) = await AmiTesting.ReadyAsync(server);
        await using var owned = client;

        var answer = await client.SendAsync(new AmiAction("Nonsense"), default);
        Assert.False(answer.Succeeded);
        Assert.Equal("Invalid/unknown command: Nonsense", answer["Message"]);
    }

    [Fact]
    public async Task Send_ConnectionLostBeforeTheAnswer_OutcomeUnknownAndNeverSentAgain()
    {
        await using var server = new FakeAsteriskServer().On("Originate", (connection, _) =>
        {
            connection.Drop();
            return Task.CompletedTask;
        });
        var (client, feed) = await AmiTesting.ReadyAsync(server);
        await using var owned = client;

        await Assert.ThrowsAsync<AmiOutcomeUnknownException>(() => client.SendAsync(new AmiAction("Originate"), default));
        await feed.NextAsync<AmiFeedItem.Disconnected>();
        await feed.NextAsync<AmiFeedItem.Connected>();
        Assert.True((await client.SendAsync(new AmiAction("Ping"), default)).Succeeded);
        Assert.Single(server.Actions, a => a.Name == "Originate");
    }

    [Fact]
    public async Task Send_NoAnswerInTime_OutcomeUnknownAndTheConnectionStays()
    {
        await using var server = new FakeAsteriskServer().On("Originate", (_, _) => Task.CompletedTask);
        var (client, _) = await AmiTesting.ReadyAsync(AmiTesting.Options(server) with { ActionTimeout = TimeSpan.FromMilliseconds(100) });
        await using var owned = client;

        await Assert.ThrowsAsync<AmiOutcomeUnknownException>(() => client.SendAsync(new AmiAction("Originate"), default));
        Assert.Equal(AmiConnectionState.Ready, client.State);
        Assert.Equal(1, server.Accepted);
    }

    [Fact]
    public async Task Send_BeforeStart_NotConnected()
    {
        await using var server = new FakeAsteriskServer();
        await using var client = new AmiClient(AmiTesting.Options(server));
        await Assert.ThrowsAsync<AmiNotConnectedException>(() => client.SendAsync(new AmiAction("Ping"), default));
    }

    [Fact]
    public async Task Send_Cancelled_FreesItsPlaceAndTheLateAnswerHurtsNobody()
    {
        FakeAction? held = null;
        await using var server = new FakeAsteriskServer().On("Slow", (_, action) =>
        {
            held = action;
            return Task.CompletedTask;
        });
        var (client, _) = await AmiTesting.ReadyAsync(AmiTesting.Options(server) with { MaxPendingActions = 1 });
        await using var owned = client;

        using var cancel = new CancellationTokenSource();
        var slow = client.SendAsync(new AmiAction("Slow"), cancel.Token);
        await Until.TrueAsync("the action arrived", AmiTesting.Limit, () => held is not null);
        await Assert.ThrowsAsync<AmiBusyException>(() => client.SendAsync(new AmiAction("Ping"), default));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => slow);

        await server.Connections.Single().RespondAsync(held!, "Success");
        Assert.Equal("Pong", (await client.SendAsync(new AmiAction("Ping"), default))["Ping"]);
    }

    [Fact]
    public async Task SendList_EventsBetweenOtherEvents_OnlyItsOwn()
    {
        await using var server = new FakeAsteriskServer().On("QueueStatus", async (connection, action) =>
        {
            await connection.RespondAsync(action, "Success", ("EventList", "start"));
            await connection.EventAsync("QueueParams", ("ActionID", action.Id), ("Queue", "100"));
            await connection.EventAsync("Newchannel", ("Channel", "PJSIP/101-1"));
            await connection.EventAsync("QueueMember", ("ActionID", action.Id), ("Queue", "100"));
            await connection.EventAsync("QueueStatusComplete", ("ActionID", action.Id), ("EventList", "Complete"), ("ListItems", "2"));
        });
        var (client, feed) = await AmiTesting.ReadyAsync(server);
        await using var owned = client;

        var list = await client.SendListAsync(new AmiAction("QueueStatus"), default);
        Assert.Equal(["QueueParams", "QueueMember"], list.Events.Select(e => e.Event));
        Assert.Equal("Newchannel", (await feed.NextAsync<AmiFeedItem.Event>()).Message.Event);
    }

    [Fact]
    public async Task SendList_OlderStyleWithoutEventList_EndsAtComplete()
    {
        await using var server = new FakeAsteriskServer().On("Agents", async (connection, action) =>
        {
            await connection.RespondAsync(action, "Success", ("Message", "Agents will follow"));
            await connection.EventAsync("Agents", ("ActionID", action.Id), ("Agent", "1"));
            await connection.EventAsync("AgentsComplete", ("ActionID", action.Id));
        });
        var (client, _) = await AmiTesting.ReadyAsync(server);
        await using var owned = client;

        Assert.Single((await client.SendListAsync(new AmiAction("Agents"), default)).Events);
    }

    [Fact]
    public async Task SendList_Refused_IsAnAnswerWithoutEvents()
    {
        await using var server = new FakeAsteriskServer();
        var (client, _) = await AmiTesting.ReadyAsync(server);
        await using var owned = client;

        var list = await client.SendListAsync(new AmiAction("Nonsense"), default);
        Assert.Equal("Error", list.Response.Response);
        Assert.Empty(list.Events);
    }

    [Fact]
    public async Task SendList_ConnectionLostInTheMiddle_OutcomeUnknown()
    {
        await using var server = new FakeAsteriskServer().On("QueueStatus", async (connection, action) =>
        {
            await connection.RespondAsync(action, "Success", ("EventList", "start"));
            await connection.EventAsync("QueueParams", ("ActionID", action.Id));
            await connection.RawAsync("Event: QueueMem");
            connection.Drop();
        });
        var (client, _) = await AmiTesting.ReadyAsync(server);
        await using var owned = client;
        await Assert.ThrowsAsync<AmiOutcomeUnknownException>(() => client.SendListAsync(new AmiAction("QueueStatus"), default));
    }

    [Fact]
    public async Task SendList_Cancelled_WhatStillComesIsNotTakenForEvents()
    {
        FakeAction? held = null;
        await using var server = new FakeAsteriskServer().On("QueueStatus", async (connection, action) =>
        {
            await connection.RespondAsync(action, "Success", ("EventList", "start"));
            held = action;
        });
        var (client, feed) = await AmiTesting.ReadyAsync(server);
        await using var owned = client;

        using var cancel = new CancellationTokenSource();
        var list = client.SendListAsync(new AmiAction("QueueStatus"), cancel.Token);
        await Until.TrueAsync("the action arrived", AmiTesting.Limit, () => held is not null);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => list);

        var connection = server.Connections.Single();
        await connection.EventAsync("QueueParams", ("ActionID", held!.Id));
        await connection.EventAsync("QueueStatusComplete", ("ActionID", held.Id), ("EventList", "Complete"));
        await connection.EventAsync("Marker");
        Assert.Equal("Marker", (await feed.NextAsync<AmiFeedItem.Event>()).Message.Event);
    }

    [Fact]
    public async Task SendList_MoreThanTheLimit_ClosesTheConnection()
    {
        await using var server = new FakeAsteriskServer().On("QueueStatus", (connection, action) => connection.ListAsync(
            action, "QueueStatusComplete", [.. Enumerable.Repeat(("QueueMember", Array.Empty<(string, string)>()), 11)]));
        var (client, feed) = await AmiTesting.ReadyAsync(AmiTesting.Options(server) with { Limits = new() { ListEvents = 10 } });
        await using var owned = client;

        await Assert.ThrowsAsync<AmiOutcomeUnknownException>(() => client.SendListAsync(new AmiAction("QueueStatus"), default));
        Assert.Contains("more than 10 events", (await feed.NextAsync<AmiFeedItem.Disconnected>()).Reason, StringComparison.Ordinal);
    }
}
