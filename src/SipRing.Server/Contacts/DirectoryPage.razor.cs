using System.Data.Common;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Contacts;
using SipRing.Server.Access;
using SipRing.Server.Shared;

namespace SipRing.Server.Contacts;

/// <summary>I7: the directory. What is looked for and the card that is open stand in the address.</summary>
public sealed partial class DirectoryPage
{
    private const int PageSize = 100;
    private static readonly TimeSpan s_typing = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan s_changing = TimeSpan.FromSeconds(1);
    private readonly CancellationTokenSource _left = new();
    private List<Contact> _contacts = [];
    private CancellationTokenSource _read = new();
    private (string?, string?)? _shown;
    private Actor? _actor;
    private string? _next;
    private int? _count;
    private bool _mayManage;
    private bool _failed;
    private int _changes;
    private int _typed;

    [Inject] private ListContacts List { get; set; } = null!;
    [Inject] private ContactChanges Changes { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private TimeProvider Clock { get; set; } = null!;
    [Inject] private ILogger<DirectoryPage> Log { get; set; } = null!;

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "q")] private string? Find { get; set; }
    [SupplyParameterFromQuery(Name = "tag")] private string? Tag { get; set; }

    /// <summary>The id of a contact, or <c>new</c>.</summary>
    [SupplyParameterFromQuery(Name = "edit")] private string? Edit { get; set; }

    /// <summary>Of a new contact, filled in already.</summary>
    [SupplyParameterFromQuery(Name = "number")] private string? Number { get; set; }

    /// <summary>Null for a new one.</summary>
    private long? Editing => long.TryParse(Edit, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private string ExportUrl => Urls.DirectoryExport(Find, Tag, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "ru" ? "ru" : "en");

    public void Dispose()
    {
        Changes.Changed -= OnChanged;
        _left.Cancel();
        _left.Dispose();
        _read.Cancel();
        _read.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        if (!RendererInfo.IsInteractive)
        {
            return;
        }

        if (_actor is null)
        {
            _actor = (await Authentication).User.ToActor();
            _mayManage = _actor?.May(Permission.ManageDirectory) == true;
            Changes.Changed += OnChanged;
        }

        if (_shown != (Find, Tag))
        {
            _shown = (Find, Tag);
            await ReadAsync();
        }
    }

    private Task ReadAsync() => WithDirectoryAsync(async stop =>
    {
        var request = new ListContacts.Request(Find, Tag, null, Math.Max(PageSize, Math.Min(_contacts.Count, 1000)));
        var page = (await List.HandleAsync(_actor!, request, stop)).Value!;
        stop.ThrowIfCancellationRequested();
        (_contacts, _next) = ([.. page.Items], page.Next);
        // The rows are there; how many there are takes a look at all of them.
        StateHasChanged();
        _count = page.Next is null ? page.Items.Count : (await List.CountAsync(_actor!, request, stop)).Value;
    });

    private Task MoreAsync() => _next is not { } cursor ? Task.CompletedTask : WithDirectoryAsync(async stop =>
    {
        var page = (await List.HandleAsync(_actor!, new(Find, Tag, cursor, PageSize), stop)).Value!;
        stop.ThrowIfCancellationRequested();
        _contacts.AddRange(page.Items);
        _next = page.Next;
    });

    /// <summary>One reading at a time; the one before is of no use any more.</summary>
    private async Task WithDirectoryAsync(Func<CancellationToken, Task> read)
    {
        await _read.CancelAsync();
        _read.Dispose();
        _read = new();
        var stop = _read.Token;
        try
        {
            await read(stop);
            _failed = false;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Something else was typed.
        }
        catch (DbException e) when (!stop.IsCancellationRequested)
        {
            (_failed, _count) = (true, _count ?? _contacts.Count);
            LogUnread(Log, e);
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // A reading that was broken off says so in many ways.
        }
    }

    private async Task Search(ChangeEventArgs change)
    {
        var typed = change.Value?.ToString();
        var mine = ++_typed;
        await Task.Delay(s_typing, Clock);
        if (mine == _typed)
        {
            Navigation.NavigateTo(Edit is null ? Urls.Directory(typed, Tag) : Editing is { } id ? Urls.Contact(id, typed, Tag) : Urls.NewContact(Number, typed), new NavigationOptions { ReplaceHistoryEntry = true });
        }
    }

    // An import says it many times a second.
    private void OnChanged() => _ = InvokeAsync(async () =>
    {
        var mine = ++_changes;
        try
        {
            await Task.Delay(_changes == 1 ? TimeSpan.FromMilliseconds(50) : s_changing, Clock, _left.Token);
            if (mine != _changes)
            {
                return;
            }

            _changes = 0;
            await ReadAsync();
            StateHasChanged();
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    });

    [LoggerMessage(6010, LogLevel.Warning, "The directory cannot be read")]
    private static partial void LogUnread(ILogger logger, Exception exception);
}
