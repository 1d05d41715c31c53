using System.Data.Common;
using LinqToDB;
using LinqToDB.Async;
using SipRing.CallCenter.Storage;

namespace SipRing.CallCenter.Agents;

/// <summary>Gives operators PINs that nobody has.</summary>
public sealed class NewPins(Database database, PinHasher pins)
{
    private const int Tries = 10;

    /// <param name="agentId">Whose old PIN, if there is one, is worthless from now on.</param>
    /// <param name="dismissed">Only somebody who is dismissed, and who is that no longer; otherwise only somebody who is not.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Null where there is no such operator.</returns>
    internal async Task<PinSlip?> GiveAsync(int agentId, bool dismissed, CancellationToken cancellationToken)
    {
        await using var db = database.Connect();
        if (await db.GetTable<AgentRow>().FirstOrDefaultAsync(a => a.Id == agentId && (a.DismissedAt != null) == dismissed, cancellationToken) is not { } row)
            return null;
        for (var left = Tries; ; left--)
        {
            var pin = PinPolicy.Make();
            string? hash = pins.Hash(pin);
            var taken = await db.GetTable<AgentRow>().AnyAsync(a => a.PinHash == hash, cancellationToken);
            try
            {
                if (!taken)
                {
                    var changed = await db.GetTable<AgentRow>().Where(a => a.Id == agentId && (a.DismissedAt != null) == dismissed)
                        .Set(a => a.PinHash, hash).Set(a => a.DismissedAt, (long?)null).UpdateAsync(cancellationToken);
                    return changed == 0 ? null : new(agentId, row.Name, pin);
                }
            }
            catch (DbException) when (left > 0 && !cancellationToken.IsCancellationRequested)
            {
                // Somebody took the same one at the same moment: another one is made.
                continue;
            }

            if (left == 0)
                throw new InvalidOperationException($"{Tries} PINs made by chance were all taken.");
        }
    }
}
