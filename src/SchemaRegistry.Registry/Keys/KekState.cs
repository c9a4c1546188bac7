using System.Collections.Immutable;

namespace SchemaRegistry.Registry.Keys;

/// <summary>
/// A KEK with the DEKs under it, deleted ones among them: by series, then by version, ascending. No series is empty.
/// <paramref name="DekCount"/> is the sum over all series. Immutable.
/// </summary>
internal sealed record KekState(
    KeyEncryptionKey Kek,
    ImmutableSortedDictionary<DekSeries, ImmutableSortedDictionary<int, DataEncryptionKey>> Series,
    int DekCount)
{
    private static readonly ImmutableSortedDictionary<int, DataEncryptionKey> None =
        ImmutableSortedDictionary<int, DataEncryptionKey>.Empty;

    public IEnumerable<DataEncryptionKey> Deks => Series.Values.SelectMany(versions => versions.Values);

    public static KekState Of(KeyEncryptionKey kek) =>
        new(kek, ImmutableSortedDictionary<DekSeries, ImmutableSortedDictionary<int, DataEncryptionKey>>.Empty, 0);

    public ImmutableSortedDictionary<int, DataEncryptionKey> Versions(DekSeries series) =>
        Series.TryGetValue(series, out var versions) ? versions : None;

    public DataEncryptionKey? Find(DekId id) => Versions(id.Series).TryGetValue(id.Version, out var dek) ? dek : null;

    public KekState With(DataEncryptionKey dek)
    {
        var versions = Versions(dek.Id.Series);
        var isNew = !versions.ContainsKey(dek.Id.Version);
        return this with
        {
            Series = Series.SetItem(dek.Id.Series, versions.SetItem(dek.Id.Version, dek)),
            DekCount = DekCount + (isNew ? 1 : 0),
        };
    }

    public KekState Without(DekId id)
    {
        var versions = Versions(id.Series);
        if (!versions.ContainsKey(id.Version))
            return this;
        var rest = versions.Remove(id.Version);
        return this with
        {
            Series = rest.IsEmpty ? Series.Remove(id.Series) : Series.SetItem(id.Series, rest),
            DekCount = DekCount - 1,
        };
    }
}
