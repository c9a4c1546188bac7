namespace SchemaRegistry.Formats.Protobuf.Encoding;

/// <summary>
/// A message type of a set of files, compiled: what encoders and decoders of its data are made from. Made by
/// <see cref="ProtobufTypes"/>, which it belongs to; immutable.
/// </summary>
public sealed class ProtobufMessageType
{
    private const int MaxDenseNumber = 255;

    private readonly Dictionary<int, FieldPlan> _fieldByLargeNumber = [];
    private FieldPlan?[] _fieldByNumber = [];
    private NameTable _positions = new([]);

    internal ProtobufMessageType(ProtobufTypes types, string fullName, string fileName, int[] indexes)
    {
        Types = types;
        FullName = fullName;
        FileName = fileName;
        Indexes = indexes;
    }

    /// <summary>Package, outer messages and name, without a leading dot.</summary>
    public string FullName { get; }

    /// <summary>The path of the .proto file, as it is imported.</summary>
    public string FileName { get; }

    /// <summary>
    /// The way from the file to the type: its index among the file's messages, then among the messages nested in
    /// those, map entries counted. Never empty.
    /// </summary>
    public IReadOnlyList<int> Indexes { get; }

    /// <summary>The entry of a map field, which no data can be made of by itself.</summary>
    public bool IsMapEntry { get; internal set; }

    internal ProtobufTypes Types { get; }

    /// <summary>In descriptor order, with map entries.</summary>
    internal List<ProtobufMessageType> Nested { get; } = [];

    /// <summary>Fields and extensions by number, ascending.</summary>
    internal FieldPlan[] Fields { get; private set; } = [];

    internal int OneofCount { get; set; }

    internal int RequiredCount { get; private set; }

    internal WellKnownKind WellKnown { get; private set; }

    /// <summary>Null, or why its data can be neither read nor written.</summary>
    internal string? Unsupported { get; set; }

    /// <summary>
    /// The same way with map entries not counted, as some writers count for schemas that the registry normalized.
    /// </summary>
    public IReadOnlyList<int> GetIndexesWithoutMapEntries()
    {
        int[] indexes = [.. Indexes];
        var outer = Types.FindByIndexes(FileName, indexes.AsSpan(0, 1), MapEntryCounting.Count);
        for (var level = 1; level < indexes.Length && outer is not null; level++)
        {
            var inner = outer.Nested[indexes[level]];
            indexes[level] -= outer.Nested.Take(indexes[level]).Count(type => type.IsMapEntry);
            outer = inner;
        }

        return indexes;
    }

    public override string ToString() => FullName;

    internal FieldPlan? FindField(int number) =>
        number < _fieldByNumber.Length ? _fieldByNumber[number] : _fieldByLargeNumber.GetValueOrDefault(number);

    /// <summary>By JSON name first, then by the name in the .proto file.</summary>
    internal FieldPlan? FindField(ReadOnlySpan<byte> name) =>
        _positions.TryFind(name, out var position) ? Fields[position] : null;

    internal int MaxNameBytes => _positions.MaxNameBytes;

    internal void SetFields(IEnumerable<FieldPlan> fields)
    {
        Fields = [.. fields.OrderBy(field => field.Number)];
        ChooseNames();
        var largest = Fields.Where(field => field.Number <= MaxDenseNumber).Select(field => field.Number);
        _fieldByNumber = new FieldPlan?[largest.DefaultIfEmpty().Max() + 1];
        foreach (var (position, field) in Fields.Index())
        {
            field.Position = position;
            if (field.Number <= MaxDenseNumber && _fieldByNumber[field.Number] is null)
                _fieldByNumber[field.Number] = field;
            else if (field.Number <= MaxDenseNumber || !_fieldByLargeNumber.TryAdd(field.Number, field))
                throw new ArgumentException($"The message {FullName} has two fields of the number {field.Number}.");
        }

        var original = Fields.Select(
            field => (System.Text.Encoding.UTF8.GetBytes(field.OriginalName), field.Position));
        _positions = new NameTable([.. Fields.Select(field => (field.JsonUtf8, field.Position)), .. original]);
        RequiredCount = Fields.Count(field => field.IsRequired);
    }

    /// <summary>
    /// A JSON name that two fields have (proto2 allows it) is that of the first; the other keeps its own.
    /// </summary>
    private void ChooseNames()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in Fields)
        {
            if (!names.Add(field.JsonName))
                field.JsonName = field.OriginalName;
            _ = field.Prepare();
        }
    }

    /// <summary>To be called when the fields of every message are set.</summary>
    internal void Complete()
    {
        WellKnown = WellKnownShapes.Detect(this);
        foreach (var field in Fields)
            field.FindNothing();
    }
}
