using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Settings;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Pbx.Versions;

/// <summary>The versions in the database; the newest one is what Asterisk is told.</summary>
public sealed class PbxVersionStore(Database database, SecretBox secrets, TimeProvider time)
{
    private const string Purpose = "pbx.secrets";

    /// <summary>The newest configuration; empty where nothing was ever changed.</summary>
    /// <exception cref="SecretException">The key of its secrets is missing.</exception>
    internal async Task<PbxConfiguration> NewestAsync(CancellationToken cancellationToken)
    {
        PbxVersionRow? row;
        await using (var db = database.Connect())
            row = await db.GetTable<PbxVersionRow>().OrderByDescending(v => v.Id).FirstOrDefaultAsync(cancellationToken);
        if (row is null)
            return PbxConfiguration.Empty;
        var newest = Open(row);
        if (!SecretBox.IsSealed(row.Secrets))
        {
            var sealedText = Seal(newest);
            await using var db = database.Connect();
            await db.GetTable<PbxVersionRow>().Where(v => v.Id == row.Id).Set(v => v.Secrets, sealedText).UpdateAsync(cancellationToken);
        }

        return newest;
    }

    /// <summary>The newest first.</summary>
    /// <param name="before">Only older ones than this; null begins with the newest.</param>
    internal async Task<IReadOnlyList<PbxVersion>> ListAsync(long? before, int count, CancellationToken cancellationToken)
    {
        await using var db = database.Connect();
        var rows = await db.GetTable<PbxVersionRow>().Where(v => before == null || v.Id < before).OrderByDescending(v => v.Id).Take(count)
            .Select(v => new { v.Id, v.At, v.Actor, v.Kind, v.Summary, v.Note }).ToListAsync(cancellationToken);
        return [.. rows.Select(v => ToVersion(v.Id, v.At, v.Actor, v.Kind, v.Summary, v.Note))];
    }

    /// <summary>A version and the one before it; null where there is no such version.</summary>
    internal async Task<(PbxVersion Version, PbxConfiguration Before, PbxConfiguration After)?> FindAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = database.Connect();
        var rows = await db.GetTable<PbxVersionRow>().Where(v => v.Id <= id).OrderByDescending(v => v.Id).Take(2).ToListAsync(cancellationToken);
        if (rows.Count == 0 || rows[0].Id != id)
            return null;
        var row = rows[0];
        return (ToVersion(row.Id, row.At, row.Actor, row.Kind, row.Summary, row.Note), rows.Count == 2 ? Open(rows[1]) : PbxConfiguration.Empty, Open(row));
    }

    /// <summary>Keeps them, all or none, and gives their ids in order.</summary>
    internal async Task<IReadOnlyList<long>> AddAsync(IReadOnlyList<PbxStep> steps, CancellationToken cancellationToken)
    {
        var rows = steps.Select(Row).ToList();
        await using var db = database.Connect();
        await using var transaction = await db.BeginTransactionAsync(cancellationToken);
        var ids = new List<long>();
        foreach (var row in rows)
            ids.Add(await db.InsertWithInt64IdentityAsync(row, token: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return ids;
    }

    /// <summary>Takes back what Asterisk refused.</summary>
    internal async Task RemoveAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        await using var db = database.Connect();
        await db.GetTable<PbxVersionRow>().DeleteAsync(v => ids.Contains(v.Id), cancellationToken);
    }

    private PbxVersionRow Row(PbxStep step)
    {
        var (format, content) = PbxDocument.Write(step.After);
        return new()
        {
            At = time.GetUtcNow().ToUnixTimeMilliseconds(),
            Actor = PbxDocument.Cut(step.Edit.Actor.Name, PbxVersionRow.LongestActor),
            Kind = step.Edit.Kind.ToString(),
            Summary = PbxDocument.Write(PbxSummary.Of(step.Before, step.After)),
            Note = step.Edit.Note is { } note ? PbxDocument.Cut(note, PbxVersionRow.LongestNote) : null,
            Format = format,
            Content = content,
            Secrets = Seal(step.After),
        };
    }

    private string Seal(PbxConfiguration configuration) => secrets.Seal(Purpose, PbxDocument.Write(configuration.Secrets));

    private PbxConfiguration Open(PbxVersionRow row) => PbxDocument.Read(row.Format, row.Content) with
    {
        Secrets = PbxDocument.ReadSecrets(SecretBox.IsSealed(row.Secrets) ? secrets.Open(Purpose, row.Secrets) : row.Secrets),
    };

    private static PbxVersion ToVersion(long id, long at, string actor, string kind, string summary, string? note) =>
        new(id, DateTimeOffset.FromUnixTimeMilliseconds(at), actor, Enum.Parse<PbxVersionKind>(kind), PbxDocument.ReadSummary(summary), note);
}
