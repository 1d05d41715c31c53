using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SipRing.CallCenter.Pbx.Versions;

/// <summary>The configuration as it is stored. What an older SipRing did not know yet gets its default.</summary>
internal static class PbxDocument
{
    public const string Plain = "json";
    public const string Packed = "json+br";
    private const int LongestPlain = 2000;

    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static (string Format, byte[] Content) Write(PbxConfiguration configuration)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(configuration, s_options);
        if (json.Length <= LongestPlain)
            return (Plain, json);
        using var packed = new MemoryStream();
        // The quickest level already packs the repetitive text to a tenth.
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest))
            brotli.Write(json);
        return (Packed, packed.ToArray());
    }

    public static PbxConfiguration Read(string format, byte[] content)
    {
        using var stored = new MemoryStream(content);
        using Stream json = format switch
        {
            Plain => stored,
            Packed => new BrotliStream(stored, CompressionMode.Decompress),
            _ => throw new InvalidOperationException($"The database has a configuration in the unknown format '{format}': it was written by a newer SipRing."),
        };
        return JsonSerializer.Deserialize<PbxConfiguration>(json, s_options)!;
    }

    public static string Text(IPbxItem item) => JsonSerializer.Serialize(item, item.GetType(), s_options);

    public static string Write(PbxSummary summary) => JsonSerializer.Serialize(summary, s_options);

    public static PbxSummary ReadSummary(string text) => JsonSerializer.Deserialize<PbxSummary>(text, s_options)!;

    public static string Write(PbxItems<PbxSecret> secrets) => JsonSerializer.Serialize(secrets, s_options);

    public static PbxItems<PbxSecret> ReadSecrets(string text) => JsonSerializer.Deserialize<PbxItems<PbxSecret>>(text, s_options)!;

    public static string Cut(string text, int limit) => text.Length <= limit ? text : text[..(char.IsHighSurrogate(text[limit - 1]) ? limit - 1 : limit)];
}
