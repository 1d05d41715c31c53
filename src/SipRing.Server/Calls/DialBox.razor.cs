using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Web;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Calls;
using SipRing.CallCenter.Common;
using SipRing.Server.Access;
using SipRing.Server.Shared;

namespace SipRing.Server.Calls;

public sealed partial class DialBox
{
    private string? _asks;
    private string _phone = "";
    private Refusal? _wrong;
    private bool _focus;
    private ElementReference _field;

    [Inject] private Dialler Dialler { get; set; } = null!;
    [Inject] private PlaceCall Place { get; set; } = null!;
    [Inject] private GetOwnPhone GetOwnPhone { get; set; } = null!;
    [Inject] private SetOwnPhone SetOwnPhone { get; set; } = null!;
    [Inject] private Outcomes Outcomes { get; set; } = null!;

    [CascadingParameter] private Task<AuthenticationState> Authentication { get; set; } = null!;

    public void Dispose() => Dialler.Asked -= OnAsked;

    protected override void OnInitialized() => Dialler.Asked += OnAsked;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focus && _asks is not null)
        {
            _focus = false;
            await _field.FocusAsync();
        }
    }

    private void OnAsked(string number) => _ = InvokeAsync(() => BeginAsync(number));

    private async Task BeginAsync(string number)
    {
        var user = (await Authentication).User;
        if (user.ToActor() is not { } actor || user.UserId() is not { } id)
        {
            return;
        }

        var phone = await GetOwnPhone.HandleAsync(actor, id, CancellationToken.None);
        if (phone.Length == 0)
        {
            (_asks, _phone, _wrong, _focus) = (number, "", null, true);
            StateHasChanged();
            return;
        }

        await CallAsync(actor, number, phone);
    }

    private async Task RememberAsync()
    {
        var user = (await Authentication).User;
        if (_asks is not { } number || user.ToActor() is not { } actor || user.UserId() is not { } id || _phone.Trim().Length == 0)
        {
            return;
        }

        var set = await SetOwnPhone.HandleAsync(actor, id, _phone, CancellationToken.None);
        _wrong = set.Refusal;
        if (set.Succeeded)
        {
            _asks = null;
            await CallAsync(actor, number, _phone.Trim());
        }
    }

    private async Task CallAsync(Actor actor, string number, string phone)
    {
        var placed = await Place.HandleAsync(actor, new(number, phone), CancellationToken.None);
        if (!placed.Succeeded)
        {
            Outcomes.Refused(placed.Refusal);
            return;
        }

        _ = TellAsync(placed.Value, Formats.Phone(number), phone);
    }

    // The person looks at the phone meanwhile; whatever page he is on by then says it.
    private async Task TellAsync(PlacedCall call, string number, string phone)
    {
        Outcomes.Done(T["dial.own-phone-rings", phone, number]);
        if (await call.OwnAnswered is { } own)
        {
            Outcomes.Refused(own);
            return;
        }

        Outcomes.Done(T["dial.calling", number]);
        if (await call.Reached is { } refusal)
        {
            Outcomes.Refused(refusal);
        }
        else
        {
            Outcomes.Done(T["dial.reached", number]);
        }
    }

    private void OnKey(KeyboardEventArgs key)
    {
        if (key.Key == "Escape")
        {
            _asks = null;
        }
    }
}
