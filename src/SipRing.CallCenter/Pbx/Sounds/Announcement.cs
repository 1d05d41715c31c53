namespace SipRing.CallCenter.Pbx.Sounds;

/// <summary>A sound that somebody uploaded: a greeting, an announcement, a piece of music. Its file never changes; another upload is another file.</summary>
public sealed record Announcement : IPbxItem
{
    public required string Id { get; init; }
    public required string Name { get; init; }

    /// <summary>Names the converted file by its content, so that an undone change finds it again.</summary>
    public required string File { get; init; }
    public required TimeSpan Length { get; init; }

    /// <summary>What the file was called where it came from.</summary>
    public string Original { get; init; } = "";

    string IPbxKeyed.Key => Id;

    PbxKind IPbxItem.Kind => PbxKind.Announcement;
}
