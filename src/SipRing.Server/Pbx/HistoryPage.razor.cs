using Microsoft.AspNetCore.Components;
using SipRing.CallCenter.Pbx.Versions;
using SipRing.Server.Shared;
using SipRing.Server.Shared.Forms;

namespace SipRing.Server.Pbx;

/// <summary>Who changed the configuration of the PBX, when, what became different in Asterisk's files; and the way back.</summary>
public sealed partial class HistoryPage
{
    private const int PageSize = 50;
    private List<PbxVersion> _versions = [];
    private PbxVersionDetail? _detail;
    private FormState _state = null!;
    private bool _more;
    private bool _loaded;

    [Inject] private PbxHistory History { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "version")] private long? Version { get; set; }

    protected override void OnInitialized() => _state = new(T);

    protected override async Task OnParametersSetAsync()
    {
        if (_loaded && Version != _detail?.Version.Id)
        {
            await ShowAsync();
        }
    }

    protected override async Task LoadAsync()
    {
        var versions = (await History.ListAsync(Actor!, null, PageSize, CancellationToken.None)).Value ?? [];
        (_versions, _more, _loaded) = ([.. versions], versions.Count == PageSize, true);
        await ShowAsync();
    }

    private async Task ShowAsync()
    {
        _state.Clear();
        _detail = null;
        if (Version is { } id)
        {
            var found = await History.GetAsync(Actor!, id, CancellationToken.None);
            _detail = found.Value;
            if (!found.Succeeded)
            {
                Outcomes.Refused(found.Refusal);
            }
        }
    }

    private async Task MoreAsync()
    {
        var older = (await History.ListAsync(Actor!, _versions[^1].Id, PageSize, CancellationToken.None)).Value ?? [];
        _versions.AddRange(older);
        _more = older.Count == PageSize;
    }

    private async Task UndoAsync()
    {
        var id = _detail!.Version.Id;
        if (await _state.RunAsync(async () => (await History.UndoAsync(Actor!, id, CancellationToken.None)).Refusal))
        {
            Outcomes.Done(T["pbx.undone", id]);
            Navigation.NavigateTo(Urls.PbxHistory);
        }
    }

    private string Words(PbxVersion version) => HistoryWords.Of(T, version);
}
