using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SipRing.CallCenter.Ledger.Folding;

/// <summary>
/// Ids of facts come from what the log says, so every replay gives the same ones. The second comes first: rows lie in the
/// database in the order of time. The rest is a hash; within one second two facts share it once in four thousand million.
/// </summary>
internal static class FactId
{
    public static long Of(long timeMs, string kind, params ReadOnlySpan<string> parts)
    {
        var text = new StringBuilder(kind, 160);
        foreach (var part in parts)
            text.Append('\0').Append(part);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()), hash);
        return (Math.Clamp(timeMs / 1000, 0, int.MaxValue) << 32) | BinaryPrimitives.ReadUInt32LittleEndian(hash);
    }

    /// <summary>Id of a recording: of the PBX and the path, not of the call, for one recording may run over several visits.</summary>
    public static string Recording(string pbx, string path) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(pbx + "\0" + path)).AsSpan(0, 8));
}
