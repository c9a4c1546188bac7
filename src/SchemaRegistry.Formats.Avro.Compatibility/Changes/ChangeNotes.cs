using SchemaRegistry.Formats.Avro.Compatibility.Comparing;
using SchemaRegistry.Formats.Avro.Model;
using SchemaRegistry.Formats.Changes;

namespace SchemaRegistry.Formats.Avro.Compatibility.Changes;

/// <summary>Writes down changes; what is equal on both sides is none.</summary>
internal sealed class ChangeNotes
{
    private static readonly string[] LogicalKeys = ["logicalType", "precision", "scale"];

    public ChangeList List { get; } = new();

    public static bool IsAscending(IEnumerable<int> positions)
    {
        var last = -1;
        foreach (var position in positions)
        {
            if (position < last)
                return false;
            last = position;
        }

        return true;
    }

    /// <summary>A value that no compatibility rule looks at; null is none.</summary>
    public void Value(string kind, string? old, string? updated, PairPath at)
    {
        if (old != updated)
            List.Add(Change(kind, old, updated, at));
    }

    /// <summary>A value that compatibility rules look at.</summary>
    public void RuledValue(string kind, string old, string updated, PairPath at)
    {
        if (old != updated)
            Type(kind, old, updated, at);
    }

    /// <summary>Types may be different though their short texts are equal.</summary>
    public void Type(string kind, string old, string updated, PairPath at) =>
        List.Add(Change(kind, old, updated, at), backwardAt: $"{at.New}", forwardAt: $"{at.Old}");

    public void Removed(
        string kind, ReaderPath path, string value, string? backwardAt = null, string? forwardAt = null) =>
        List.Add(new SchemaChange(kind, new ChangeSide($"{path}", value), null), backwardAt, forwardAt);

    public void Added(
        string kind, ReaderPath path, string value, string? forwardAt = null, string? backwardAt = null) =>
        List.Add(new SchemaChange(kind, null, new ChangeSide($"{path}", value)), backwardAt, forwardAt);

    /// <summary>Names, documentation and aliases of named types.</summary>
    public void Named(NamedSchema old, NamedSchema updated, PairPath at)
    {
        if (old.Name.Simple != updated.Name.Simple)
            RuledValue("NAME_CHANGED", old.Name.Full, updated.Name.Full, at.Then("name"));
        else
            Value("NAMESPACE_CHANGED", old.Name.Namespace, updated.Name.Namespace, at.Then("namespace"));
        Value("DOC_CHANGED", old.Doc, updated.Doc, at.Then("doc"));
        Aliases([.. old.Aliases.Select(alias => alias.Full)], [.. updated.Aliases.Select(alias => alias.Full)], at);
    }

    public void Aliases(IReadOnlyList<string> old, IReadOnlyList<string> updated, PairPath at)
    {
        var aliases = at.Then("aliases");
        foreach (var alias in old.Except(updated))
            Removed("ALIAS_REMOVED", aliases.Old, alias);
        foreach (var alias in updated.Except(old))
            Added("ALIAS_ADDED", aliases.New, alias);
    }

    /// <summary>What types say besides their structure: custom attributes, and the logical type.</summary>
    public void Attributes(AvroSchema old, AvroSchema updated, PairPath at)
    {
        var isLogical = old.Logical is not null || updated.Logical is not null;
        Attributes(Own(old), Own(updated), at);
        Value("LOGICAL_TYPE_CHANGED", TypeText.Of(old.Logical), TypeText.Of(updated.Logical), at.Then("logicalType"));

        IReadOnlyList<AvroProperty> Own(AvroSchema schema) => isLogical
            ? [.. schema.Properties.Where(property => !LogicalKeys.Contains(property.Key))]
            : schema.Properties;
    }

    public void Attributes(IReadOnlyList<AvroProperty> old, IReadOnlyList<AvroProperty> updated, PairPath at)
    {
        if (old.Count + updated.Count == 0)
            return;
        var before = Texts(old);
        var after = Texts(updated);
        foreach (var (key, value) in before)
        {
            if (after.TryGetValue(key, out var now))
                Value("ATTRIBUTE_CHANGED", value, now, at.Then(key));
            else
                Removed("ATTRIBUTE_REMOVED", at.Old.Then(key), value);
        }

        foreach (var (key, value) in after.Where(attribute => !before.ContainsKey(attribute.Key)))
            Added("ATTRIBUTE_ADDED", at.New.Then(key), value);
    }

    private static SchemaChange Change(string kind, string? old, string? updated, PairPath at) =>
        new(kind, new ChangeSide($"{at.Old}", old), new ChangeSide($"{at.New}", updated));

    private static OrderedDictionary<string, string> Texts(IReadOnlyList<AvroProperty> properties)
    {
        var texts = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in properties)
            texts.Add(property.Key, TypeText.Of(property.Value)!);
        return texts;
    }
}
