using SchemaRegistry.Formats.JsonSchema.Model;

namespace SchemaRegistry.Formats.JsonSchema.Compatibility.Witnesses;

/// <summary>
/// One value of a payload, with all schemas of the writer and of the reader that may have a say about it. Belongs to
/// one search.
/// </summary>
internal sealed class Region
{
    private readonly RegionMap _map;
    private readonly IReadOnlyList<SchemaPlace> _readerRoots;
    private readonly Dictionary<string, Region> _members = new(StringComparer.Ordinal);
    private readonly Dictionary<int, Region> _items = [];
    private readonly Dictionary<SchemaPlace, Region> _narrowed = [];
    private Region? _contained;

    /// <summary>Made by the map only, which knows each region once.</summary>
    public Region(
        RegionMap map,
        IReadOnlyList<SchemaPlace> demanded,
        IReadOnlyList<SchemaPlace> writer,
        IReadOnlyList<SchemaPlace> reader)
    {
        _map = map;
        DemandedRoots = demanded;
        _readerRoots = reader;
        Demanded = map.Close(demanded, map.Writer, Applicators.Demanded);
        Writer = map.Close([.. Demanded, .. writer], map.Writer, Applicators.All);
        Reader = map.Close(reader, map.Reader, Applicators.All);
    }

    /// <summary>What <see cref="Demanded"/> follows from.</summary>
    public IReadOnlyList<SchemaPlace> DemandedRoots { get; }

    /// <summary>Schemas of the writer that have to accept the value.</summary>
    public IReadOnlyList<SchemaPlace> Demanded { get; }

    /// <summary>Those and all that are alternatives, conditions and the like.</summary>
    public IReadOnlyList<SchemaPlace> Writer { get; }

    public IReadOnlyList<SchemaPlace> Reader { get; }

    public IEnumerable<SchemaPlace> All => Writer.Concat(Reader);

    /// <summary>The same value, when it has to meet one of the writer's alternatives.</summary>
    public Region Narrow(SchemaPlace alternative)
    {
        if (!_narrowed.TryGetValue(alternative, out var region))
        {
            region = _map.Find([.. DemandedRoots, alternative], Writer, _readerRoots);
            _narrowed.Add(alternative, region);
        }

        return region;
    }

    public Region Member(string name)
    {
        if (!_members.TryGetValue(name, out var region))
            _members.Add(name, region = Child(
                place => Applicators.OfProperty(place, name, pattern => _map.IsFound(pattern, name))));
        return region;
    }

    public Region Item(int index)
    {
        if (!_items.TryGetValue(index, out var region))
            _items.Add(index, region = Child(place => Applicators.OfItem(place, index)));
        return region;
    }

    /// <summary>An item that <c>contains</c> of one of the schemas is about.</summary>
    public Region Contained => _contained ??= Child(Applicators.OfContained);

    private Region Child(Func<SchemaPlace, IEnumerable<SchemaPlace>> step) =>
        _map.Find(Demanded.SelectMany(step), Writer.SelectMany(step), Reader.SelectMany(step));
}
