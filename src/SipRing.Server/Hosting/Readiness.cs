using LinqToDB.Data;
using SipRing.Asterisk.Ami;
using SipRing.CallCenter.Floor;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Settings;
using SipRing.CallCenter.Storage;
using SipRing.Server.Api;

namespace SipRing.Server.Hosting;

/// <summary>Calls can be taken when the database answers, Asterisk runs, both manager connections stand, *45 is listened to and the floor is complete.</summary>
public sealed class Readiness(Database database, IOwnAsterisk asterisk, SipRingSettings settings, PbxConnections connections, AgiHost agi, IFloor floor) : IReadiness
{
    public async Task<IReadOnlyList<string>> MissingAsync(CancellationToken cancellationToken)
    {
        var missing = new List<string>();
        if (await DatabaseProblemAsync(cancellationToken) is { } problem)
            missing.Add(problem);
        if (settings.PbxMode == PbxMode.Own && asterisk.Status is { State: not OwnAsteriskState.Running } status)
            missing.Add(status.Reason ?? "Asterisk is not running");
        if (connections.Daily.State != AmiConnectionState.Ready || connections.Configuration.State != AmiConnectionState.Ready)
            missing.Add($"the manager interface of Asterisk is not connected: {(connections.Daily.LastError ?? connections.Configuration.LastError) ?? "connecting"}");
        if (!agi.Listens)
            missing.Add("feature codes such as *45 are not answered yet");
        if (floor.Current.Link.State != LinkState.Live)
            missing.Add("the floor is not complete yet");
        return missing;
    }

    private async Task<string?> DatabaseProblemAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var db = database.Connect();
            await db.ExecuteAsync<int>("SELECT 1", cancellationToken);
            return null;
        }
        catch (Exception e) when (e is System.Data.Common.DbException or TimeoutException)
        {
            return $"the database does not answer: {e.Message}";
        }
    }
}
