namespace SipRing.CallCenter.Pbx;

/// <summary>How the own Asterisk differs from its defaults.</summary>
public sealed record PbxOptions
{
    public const string LocalTrunkAddress = "127.0.0.2";

    /// <summary>The folder with the Asterisk program, instead of the one that is found by <see cref="AsteriskTree.Find"/>.</summary>
    public string? TreeFolder { get; init; }

    /// <summary>Takes calls with any caller's number from <see cref="LocalTrunkAddress"/>, as from a trunk: demonstration and tests.</summary>
    public bool LocalTrunk { get; init; }

    /// <summary>The language of prompts, <c>ru</c> or <c>en</c>.</summary>
    public string Language { get; init; } = "ru";
}
