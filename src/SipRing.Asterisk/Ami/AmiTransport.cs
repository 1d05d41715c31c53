using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SipRing.Asterisk.Ami;

/// <summary>Opens the stream to Asterisk: TCP, and TLS on top where it is asked for.</summary>
internal static class AmiTransport
{
    public static async Task<Stream> OpenAsync(AmiOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.ConnectTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Stream? stream = null;
        try
        {
            await socket.ConnectAsync(options.Host, options.Port, both.Token).ConfigureAwait(false);
            stream = new NetworkStream(socket, ownsSocket: true);
            if (options.Tls is { } tls)
                stream = await SecureAsync(stream, tls, options.Host, both.Token).ConfigureAwait(false);
            return stream;
        }
        catch (Exception exception)
        {
            stream?.Dispose();
            socket.Dispose();
            if (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested)
                throw new AmiException($"No connection to {options.Host}:{options.Port} within {options.ConnectTimeout.TotalSeconds:0.#} s.", exception);
            if (exception is SocketException or AuthenticationException or IOException)
                throw new AmiException($"No connection to {options.Host}:{options.Port}: {exception.Message}", exception);
            throw;
        }
    }

    private static async Task<Stream> SecureAsync(Stream inner, AmiTlsOptions tls, string host, CancellationToken cancellationToken)
    {
        var secured = new SslStream(inner, leaveInnerStreamOpen: false);
        var asked = new SslClientAuthenticationOptions
        {
            TargetHost = tls.TargetHost ?? host,
            RemoteCertificateValidationCallback = (_, certificate, _, errors) => Accepts(tls, certificate, errors),
        };
        try
        {
            await secured.AuthenticateAsClientAsync(asked, cancellationToken).ConfigureAwait(false);
            return secured;
        }
        catch
        {
            await secured.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static bool Accepts(AmiTlsOptions tls, X509Certificate? certificate, SslPolicyErrors errors)
    {
        if (tls.PinnedSha256 is { } pin)
        {
            return certificate is not null && CryptographicOperations.FixedTimeEquals(
                SHA256.HashData(certificate.GetRawCertData()),
                Convert.FromHexString(pin.Replace(":", "", StringComparison.Ordinal)));
        }

        return errors == SslPolicyErrors.None || tls.AcceptAnyCertificate;
    }
}
