using System.Net;
using SipRing.CallCenter.Access;
using SipRing.CallCenter.Common;
using SipRing.CallCenter.Pbx;
using SipRing.CallCenter.Pbx.Routes;
using SipRing.CallCenter.Pbx.Sounds;
using SipRing.CallCenter.Pbx.Trunks;
using SipRing.CallCenter.Queues;
using SipRing.Phone;
using SipRing.Phone.Media;
using SipRing.Testing.Pbx;
using Xunit;

namespace SipRing.Tests.RealParts.Pbx;

/// <summary>An own Asterisk with two phones and a queue, and providers that are scripted phones with addresses of their own.</summary>
internal sealed class RoutesStage : IAsyncDisposable
{
    public static readonly Actor Admin = new(ActorKind.User, "admin", Role.Administrator);
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(40);
    private readonly List<SipPhone> _phones = [];

    private RoutesStage(PbxParts pbx) => Pbx = pbx;

    public PbxParts Pbx { get; }

    public static async Task<RoutesStage> StartAsync()
    {
        var stage = new RoutesStage(await PbxParts.StartAsync());
        foreach (var number in (string[])["501", "502"])
            Done(await stage.Pbx.Get<SaveExtension>().HandleAsync(Admin, new(number, "Phone " + number, "secret-" + number), CancellationToken.None));
        Done(await stage.Pbx.Get<SaveQueue>().HandleAsync(Admin, new() { Number = "450", Name = "Sales" }, CancellationToken.None));
        return stage;
    }

    public static T Done<T>(Result<T> result)
    {
        Assert.True(result.Succeeded, result.Refusal?.Message);
        return result.Value;
    }

    public async Task<SipPhone> PhoneAsync(string number)
    {
        var phone = Add(new() { Server = Pbx.Settings.Sip, User = number, Secret = "secret-" + number });
        await phone.RegisterAsync(CancellationToken.None).WaitAsync(Limit);
        return phone;
    }

    /// <summary>A switch of a provider with this address; it calls with any number.</summary>
    public SipPhone Provider(string address, Tone? tone = null) =>
        Add(new() { Server = Pbx.Settings.Sip, User = "74950000000", LocalAddress = IPAddress.Parse(address), Tone = tone ?? Tone.Silence });

    /// <summary>The trunk to a provider that is known by its address.</summary>
    public async Task<Trunk> TrunkAsync(string id, SipPhone provider, Func<Trunk, Trunk>? change = null)
    {
        var trunk = new Trunk { Id = id, Name = "Provider " + id, Kind = TrunkKind.Address, Host = provider.LocalEndPoint.Address.ToString(), Port = provider.LocalEndPoint.Port, QualifySeconds = 0 };
        return Done(await Pbx.Get<SaveTrunk>().HandleAsync(Admin, change?.Invoke(trunk) ?? trunk, null, CancellationToken.None)).Item;
    }

    public async Task IncomingAsync(IncomingRoute route) => Done(await Pbx.Get<SaveIncomingRoute>().HandleAsync(Admin, route, CancellationToken.None));

    public async Task OutgoingAsync(OutgoingRoute route) => Done(await Pbx.Get<SaveOutgoingRoute>().HandleAsync(Admin, route, CancellationToken.None));

    /// <summary>Uploads a sound of one tone.</summary>
    public async Task<Announcement> SoundAsync(string id, int hertz, double seconds = 2)
    {
        using var wav = new MemoryStream(TestSounds.Wav(hertz, seconds));
        return Done(await Pbx.Get<SaveSound>().HandleAsync(Admin, id, id, wav, id + ".wav", CancellationToken.None)).Item;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var phone in _phones)
            await phone.DisposeAsync();
        await Pbx.DisposeAsync();
    }

    private SipPhone Add(PhoneOptions options)
    {
        var phone = new SipPhone(options);
        _phones.Add(phone);
        return phone;
    }
}
