using SipRing.CallCenter.Floor;
using SipRing.CallCenter.Ledger;
namespace SipRing.Server.Hosting;
public static class TempLedger {
  public static void AddLedger(this IServiceCollection s) { s.AddSingleton<IFloorFigures, TempFig>(); s.AddSingleton<IQueueCalls, TempQ>(); s.AddSingleton<IAgentSessions, TempS>(); }
}
public class TempFig : IFloorFigures { public event Action? Changed { add {} remove {} } public Task<FloorFigures> ReadAsync(CancellationToken c) => Task.FromResult(new FloorFigures(new Dictionary<string, QueueToday>(), new Dictionary<(string,int),int>())); }
public class TempS : IAgentSessions { public Task<IReadOnlyList<AgentSession>> ListAsync(DateTimeOffset f, DateTimeOffset t, int? a, CancellationToken c) => Task.FromResult<IReadOnlyList<AgentSession>>([]); }
public class TempQ : IQueueCalls {
  public Task<Page<QueueCall>> ListAsync(QueueCallFilter f, QueueCallSort s, int l, string? cu, CancellationToken c) => Task.FromResult(new Page<QueueCall>([], null));
  public Task<QueueTotals> TotalsAsync(QueueCallFilter f, CancellationToken c) => Task.FromResult(new QueueTotals());
  public Task<IReadOnlyList<QueueSummary>> SummaryAsync(QueueCallFilter f, CancellationToken c) => Task.FromResult<IReadOnlyList<QueueSummary>>([]);
  public Task<IReadOnlyList<HourCount>> ByHourAsync(QueueCallFilter f, CancellationToken c) => Task.FromResult<IReadOnlyList<HourCount>>([]);
}
