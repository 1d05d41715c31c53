namespace SipRing.Phone;

/// <summary>Keeps the phone known to Asterisk, also through its restarts.</summary>
internal sealed class Registration(SipEndpoint endpoint, PhoneOptions options) : IAsyncDisposable
{
    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(2);

    private CancellationTokenSource _stop = new();
    private readonly string _callId = Dialog.Token();
    private int _sequence;
    private Task _refreshing = Task.CompletedTask;

    public bool IsRegistered { get; private set; }

    /// <exception cref="SipRefusedException">Wrong secret, no such extension, or no answer (408).</exception>
    public async Task RegisterAsync(CancellationToken cancellationToken)
    {
        await SendAsync(options.RegistrationLifetime, cancellationToken).ConfigureAwait(false);
        if (_refreshing.IsCompleted)
        {
            _refreshing = RefreshAsync(_stop.Token);
        }
    }

    public async Task UnregisterAsync(CancellationToken cancellationToken)
    {
        await DisposeAsync().ConfigureAwait(false);
        _stop = new();
        if (IsRegistered)
        {
            await SendAsync(TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _refreshing.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var delay = IsRegistered ? options.RegistrationLifetime / 2 : s_retry;
                await Task.Delay(delay, options.Time, cancellationToken).ConfigureAwait(false);
                try
                {
                    await SendAsync(options.RegistrationLifetime, cancellationToken).ConfigureAwait(false);
                }
                catch (SipRefusedException)
                {
                    // Asterisk is away or has forgotten the extension for now: tried again soon.
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task SendAsync(TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var registrar = $"sip:{options.Server}";
        var tag = Dialog.Token();
        var response = await endpoint.RequestAsync(Write, cancellationToken).ConfigureAwait(false);
        IsRegistered = response.IsSuccess && lifetime > TimeSpan.Zero;
        if (!response.IsSuccess)
        {
            throw new SipRefusedException($"Registration of {options.User}", response.Status);
        }

        Messages.SipRequest Write()
        {
            var sequence = Interlocked.Increment(ref _sequence);
            var register = new Messages.SipRequest("REGISTER", registrar);
            register.Headers.Add("From", $"<{endpoint.AddressOf(options.User)}>;tag={tag}").Add("To", $"<{endpoint.AddressOf(options.User)}>")
                .Add("Call-ID", _callId).Add("CSeq", $"{sequence} REGISTER").Add("Expires", $"{(int)lifetime.TotalSeconds}");
            return register;
        }
    }
}
