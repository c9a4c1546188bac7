namespace SchemaRegistry.TopicLog.Compaction;

/// <summary>
/// The last offset of each key, in one table of 24 bytes per place (open addressing, linear probing, at most half
/// full). Keys are told apart by their hash. Not for several threads.
/// </summary>
internal sealed class KeyOffsets
{
    private const int InitialPlaces = 1024;

    private readonly KeyHasher _hasher = KeyHasher.CreateRandom();
    private Place[] _places = new Place[InitialPlaces];

    public int Count { get; private set; }

    /// <summary>Offsets are noted in ascending order, so that the last one noted is the highest.</summary>
    public void Note(ReadOnlySpan<byte> key, long offset)
    {
        if ((Count + 1) * 2L > _places.Length)
            Grow();
        var hash = _hasher.Hash(key);
        ref var place = ref Find(_places, hash);
        if (place.IsFree)
            Count++;
        place = new Place(hash, offset + 1);
    }

    /// <summary>Whether the key was noted with an offset that is higher.</summary>
    public bool HasLater(ReadOnlySpan<byte> key, long offset) =>
        Find(_places, _hasher.Hash(key)).OffsetAfter > offset + 1;

    private static ref Place Find(Place[] places, KeyHash hash)
    {
        var mask = places.Length - 1;
        for (var at = (int)hash.Low & mask; ; at = (at + 1) & mask)
        {
            ref var place = ref places[at];
            if (place.IsFree || place.Hash == hash)
                return ref place;
        }
    }

    private void Grow()
    {
        var grown = new Place[_places.Length * 2];
        foreach (var place in _places)
        {
            if (!place.IsFree)
                Find(grown, place.Hash) = place;
        }

        _places = grown;
    }

    /// <summary>Its offset and one, so that a place without content is free.</summary>
    private readonly record struct Place(KeyHash Hash, long OffsetAfter)
    {
        public bool IsFree => OffsetAfter == 0;
    }
}
