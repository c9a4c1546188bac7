using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Parsing;

/// <summary>The named types that a text may refer to: those of its references, and its own.</summary>
internal sealed class TypeScope
{
    private readonly Dictionary<AvroName, NamedSchema> _types = [];

    public IEnumerable<NamedSchema> Types => _types.Values;

    public bool TryDefine(NamedSchema type) => _types.TryAdd(type.Name, type);

    public bool IsDefined(AvroName name) => _types.ContainsKey(name);

    /// <summary>A short name is looked up in the enclosing namespace first, then without a namespace.</summary>
    public NamedSchema? Find(string written, string? enclosing) =>
        _types.GetValueOrDefault(AvroName.Create(written, enclosing))
        ?? _types.GetValueOrDefault(AvroName.Create(written, null));
}
