using System.Globalization;
using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Agents.WrapUps;

/// <summary>
/// Each step of a wrap-up in the order that survives a crash: the row first, then Asterisk, then the line in queue_log;
/// at the end the line first, then Asterisk, then the row. What a crash leaves half done, the next look at the rows ends.
/// </summary>
internal sealed class WrapUpSteps(Database database, Memberships memberships, QueueMembers asterisk, TimeProvider time)
{
    // A little later than SipRing itself would do it: only if SipRing does not.
    private const int GraceSeconds = 5;

    public async Task<List<WrapUp>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var db = database.Connect();
        return (await db.GetTable<WrapUpRow>().ToListAsync(cancellationToken)).ConvertAll(row => row.ToWrapUp());
    }

    /// <returns>False where nobody of SipRing's sits there, or where he is paused everywhere already.</returns>
    public async Task<bool> BeginAsync(WrapUp wrapUp)
    {
        await SaveAsync(wrapUp);
        var paused = await memberships.PauseTheRestAsync(wrapUp.Extension, MemberReason.WrapUp);
        if (!paused.Succeeded)
        {
            // Of an unknown end the row stays: its time will be over, and then he is free in any case.
            if (paused.Refusal.Kind == RefusalKind.OutcomeUnknown)
                return true;
            await DeleteAsync(wrapUp.Extension);
            return false;
        }

        var seconds = (int)(wrapUp.Until - wrapUp.BeganAt).TotalSeconds;
        await LogAsync(wrapUp, string.Create(CultureInfo.InvariantCulture, $"WRAPUP|START|{wrapUp.AgentId}|{seconds}"));
        await TellAsync(wrapUp);
        return true;
    }

    public async Task<Refusal?> ExtendAsync(WrapUp wrapUp)
    {
        await SaveAsync(wrapUp);
        var seconds = (int)(wrapUp.Until - wrapUp.BeganAt).TotalSeconds;
        await TellAsync(wrapUp);
        return await LogAsync(wrapUp, string.Create(CultureInfo.InvariantCulture, $"WRAPUP|EXTENDED|{wrapUp.AgentId}|{seconds}"));
    }

    /// <param name="wrapUp">What ends.</param>
    /// <param name="end">How.</param>
    /// <returns>Why it goes on: Asterisk is away, and it is tried again.</returns>
    public async Task<Refusal?> EndAsync(WrapUp wrapUp, WrapUpEnd end)
    {
        var line = string.Create(CultureInfo.InvariantCulture, $"WRAPUP|END|{wrapUp.AgentId}|{end.ToString().ToLowerInvariant()}");
        if (await LogAsync(wrapUp, line) is { } notLogged)
            return notLogged;
        if (end != WrapUpEnd.Paused && await ReleaseAsync(wrapUp.Extension) is { } notReleased)
            return notReleased;
        await asterisk.SetGlobalAsync(Variable(wrapUp.Extension), "");
        await DeleteAsync(wrapUp.Extension);
        return null;
    }

    /// <summary>Lets calls reach a phone again where it is paused for wrap-up; other pauses stay.</summary>
    public async Task<Refusal?> ReleaseAsync(string extension)
    {
        var released = await memberships.UnpauseAsync(extension, MemberReason.WrapUp);
        return released.Refusal is { Kind: not RefusalKind.NotFound } refusal ? refusal : null;
    }

    /// <summary>Tells the dialplan until when: if nobody ends it then, the next caller does.</summary>
    public Task<Refusal?> TellAsync(WrapUp wrapUp) => asterisk.SetGlobalAsync(
        Variable(wrapUp.Extension), (wrapUp.Until.ToUnixTimeSeconds() + GraceSeconds).ToString(CultureInfo.InvariantCulture));

    public DateTimeOffset Now => time.GetUtcNow();

    private static string Variable(string extension) => "SIPRING_WRAPUP_" + extension;

    private Task<Refusal?> LogAsync(WrapUp wrapUp, string line) => asterisk.LogAsync(wrapUp.Queue, wrapUp.Extension, line, wrapUp.CallId);

    private async Task SaveAsync(WrapUp wrapUp)
    {
        await using var db = database.Connect();
        await db.InsertOrReplaceAsync(WrapUpRow.Of(wrapUp));
    }

    private async Task DeleteAsync(string extension)
    {
        await using var db = database.Connect();
        await db.GetTable<WrapUpRow>().DeleteAsync(w => w.Extension == extension);
    }
}
