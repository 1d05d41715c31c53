namespace SipRing.Asterisk.Logs;

/// <summary>Gives the same string for the same bytes, for values that repeat. Bounded: a slot keeps its last string.</summary>
internal sealed class StringPool
{
    private const int Slots = 4096;
    private const int LongestPooled = 64;
    private readonly (byte[] Bytes, string Text)[] _slots = new (byte[], string)[Slots];

    public string Get(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return "";
        if (bytes.Length > LongestPooled)
            return LogText.Decode(bytes);
        var hash = 2166136261u;
        foreach (var b in bytes)
            hash = (hash ^ b) * 16777619u;
        ref var slot = ref _slots[(hash ^ (hash >> 15)) % Slots];
        if (slot.Bytes is not null && bytes.SequenceEqual(slot.Bytes))
            return slot.Text;
        slot = (bytes.ToArray(), LogText.Decode(bytes));
        return slot.Text;
    }
}
