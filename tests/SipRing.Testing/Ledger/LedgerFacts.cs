using LinqToDB;
using SipRing.CallCenter.Ledger;
using SipRing.CallCenter.Ledger.Tables;
using SipRing.CallCenter.Ledger.Writing;
using SipRing.CallCenter.Storage;

namespace SipRing.Testing.Ledger;

/// <summary>Facts put into the ledger as they are, without a log that they come from.</summary>
public sealed class LedgerFacts(Database database)
{
    public const string Pbx = "main";
    private long _id = 1000;

    /// <param name="at">The entry to the queue.</param>
    /// <param name="queue">Its number.</param>
    /// <param name="caller">Who called.</param>
    /// <param name="extension">The phone that answered; null for a lost call.</param>
    /// <param name="agent">Who was logged in there.</param>
    /// <param name="recording">An id of 16 digits of hex.</param>
    /// <param name="seconds">Of talk; the wait is a tenth of it.</param>
    public async Task<string> QueueCallAsync(
        DateTimeOffset at, string queue, string caller, string? extension = null, int? agent = null, string? recording = null, int seconds = 60)
    {
        var id = ++_id;
        await using var db = database.Connect();
        var row = new QueueCallRow
        {
            Id = id,
            Pbx = Pbx,
            CallId = ChannelOf(id),
            Queue = queue,
            AgentId = agent,
            AgentName = agent is null ? null : $"operator {agent}",
            Extension = extension,
            Caller = caller,
            EnteredAt = at.ToUnixTimeMilliseconds(),
            EndedAt = at.AddSeconds(seconds).ToUnixTimeMilliseconds(),
            WaitSeconds = seconds / 10,
            RingSeconds = extension is null ? null : 3,
            TalkSeconds = extension is null ? null : seconds,
            Position = 1,
            Outcome = (int)(extension is null ? QueueCallOutcome.Abandoned : QueueCallOutcome.Answered),
            Recording = recording,
            RecordingPath = recording is null ? null : recording + ".wav",
        };
        await db.InsertAsync(row);
        var sums = new HourSums();
        sums.Add(row);
        await RollupWriter.AddAsync(db, database.Kind, sums, CancellationToken.None);
        return ChannelOf(id);
    }

    /// <summary>A call of the PBX from outside, with a leg at each of the phones.</summary>
    /// <returns>Its id.</returns>
    public async Task<long> CallAsync(DateTimeOffset at, string from, string to, string queue, CallResult result, string? firstChannel, params string[] phones)
    {
        var id = ++_id;
        await using var db = database.Connect();
        await db.InsertAsync(new PhoneCallRow
        {
            Id = id,
            Pbx = Pbx,
            CallId = firstChannel ?? ChannelOf(id),
            Source = 1,
            StartedAt = at.ToUnixTimeMilliseconds(),
            EndedAt = at.AddSeconds(60).ToUnixTimeMilliseconds(),
            Direction = (int)CallDirection.Incoming,
            Result = (int)result,
            WaitSeconds = 6,
            TalkSeconds = result == CallResult.Answered ? 54 : 0,
            From = from,
            To = to,
            Parties = " " + string.Join(' ', phones) + " ",
            Trunk = "line-" + from,
            Queue = queue,
            Transfers = "",
        });
        foreach (var (party, place) in phones.Prepend("line-" + from).Select((party, place) => (party, place)))
        {
            await db.InsertAsync(new CallLegRow
            {
                Call = id,
                Place = place,
                Pbx = Pbx,
                ChannelId = place == 0 ? firstChannel ?? ChannelOf(id) : $"{id}.{place}",
                Channel = $"PJSIP/{party}-0000000{place}",
                Party = party,
                Trunk = place == 0,
                Number = place == 0 ? from : party,
                StartedAt = at.ToUnixTimeMilliseconds(),
                EndedAt = at.AddSeconds(60).ToUnixTimeMilliseconds(),
                Cause = 16,
                Spans = "",
            });
        }

        return id;
    }

    public async Task SessionAsync(DateTimeOffset from, DateTimeOffset? to, string queue, string extension, int? agent)
    {
        await using var db = database.Connect();
        await db.InsertAsync(new AgentSessionRow
        {
            Id = ++_id,
            Pbx = Pbx,
            Queue = queue,
            Extension = extension,
            AgentId = agent,
            AgentName = $"operator {agent}",
            LoginAt = from.ToUnixTimeMilliseconds(),
            LogoutAt = to?.ToUnixTimeMilliseconds(),
        });
    }

    /// <summary>A recording of a call that visited no queue.</summary>
    public async Task RecordingAsync(string id, string channel, DateTimeOffset at)
    {
        await using var db = database.Connect();
        await db.InsertAsync(new CallRecordingRow { Id = id, Pbx = Pbx, ChannelId = channel, At = at.ToUnixTimeMilliseconds(), Path = id + ".wav" });
    }

    private static string ChannelOf(long id) => $"{id}.0";
}
