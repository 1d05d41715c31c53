using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace SipRing.CallCenter.Pbx;

/// <summary>Items of one kind, in the order of their keys. Nothing in it ever changes: <see cref="With"/> gives another one.</summary>
[JsonConverter(typeof(PbxItemsConverter))]
public sealed class PbxItems<T> : IReadOnlyCollection<T>
    where T : class, IPbxKeyed
{
    private static readonly ImmutableSortedDictionary<string, T> s_none = ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal);
    private readonly ImmutableSortedDictionary<string, T> _items;

    private PbxItems(ImmutableSortedDictionary<string, T> items) => _items = items;

    public static PbxItems<T> None { get; } = new(s_none);

    public int Count => _items.Count;

    public T? this[string key] => _items.GetValueOrDefault(key);

    /// <exception cref="ArgumentException">Two of them have one key.</exception>
    public static PbxItems<T> Of(IEnumerable<T> items) => new(s_none.AddRange(items.Select(i => KeyValuePair.Create(i.Key, i))));

    public bool Contains(string key) => _items.ContainsKey(key);

    public bool TryGet(string key, [MaybeNullWhen(false)] out T item) => _items.TryGetValue(key, out item);

    /// <summary>With this item, in the place of the one that has its key.</summary>
    public PbxItems<T> With(T item) => new(_items.SetItem(item.Key, item));

    public PbxItems<T> Without(string key) => new(_items.Remove(key));

    public IEnumerator<T> GetEnumerator() => _items.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
