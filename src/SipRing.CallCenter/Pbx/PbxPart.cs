using SipRing.CallCenter.Pbx.Versions;

namespace SipRing.CallCenter.Pbx;

/// <summary>
/// One generated file of the own Asterisk, the module that reads it, and how to see that it did. Registered as a singleton
/// of this type; the base configuration in <c>pbx/etc</c> includes the file.
/// </summary>
public abstract class PbxPart
{
    /// <summary>In the folder of the configuration, <c>queues_sipring.conf</c>.</summary>
    public abstract string File { get; }

    /// <summary>What reads it again, <c>app_queue.so</c>.</summary>
    public abstract string Module { get; }

    /// <summary>What is referred to is written and read first: sounds and music 10, queues 20, phones and trunks 30, numbers and routes 40.</summary>
    public abstract int Order { get; }

    /// <summary>The whole file.</summary>
    public abstract string Write(PbxConfiguration configuration, AsteriskTree tree);

    /// <summary>Asks Asterisk whether it has what changed. Called after the module read the file.</summary>
    /// <param name="changes">What is different from before, of every kind.</param>
    /// <param name="after">What Asterisk should have now.</param>
    /// <returns>A sentence about what is not as it should be; null where all is right.</returns>
    public virtual Task<string?> VerifyAsync(IReadOnlyList<PbxItemChange> changes, PbxConfiguration after, PbxManager asterisk, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(null);
}
