namespace SchemaRegistry.Registry.Keys;

/// <summary>How many keys of each kind there are, deleted ones among them.</summary>
internal sealed record KeyCount(int Keks, int Deks)
{
    public static readonly KeyCount None = new(0, 0);

    /// <summary>The count after one KEK's state has taken the place of another; null is none.</summary>
    public KeyCount After(KekState? old, KekState? next) => new(
        Keks + (next is null ? 0 : 1) - (old is null ? 0 : 1),
        Deks + (next?.DekCount ?? 0) - (old?.DekCount ?? 0));
}
