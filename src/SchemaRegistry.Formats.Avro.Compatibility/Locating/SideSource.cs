using System.Runtime.CompilerServices;
using SchemaRegistry.Formats.Avro.Compatibility.Comparing;
using SchemaRegistry.Formats.Avro.Model;
using SchemaRegistry.Formats.Compatibility;

namespace SchemaRegistry.Formats.Avro.Compatibility.Locating;

/// <summary>
/// Finds the parts of a schema in the texts that it was read from. The types themselves know no places: a named type is
/// found by its name, anything else by the way to it from the named type around it.
/// </summary>
internal sealed class SideSource
{
    private readonly Dictionary<AvroName, SourcePlace> _definitions = [];

    private SideSource(PairSide side, SourceText? own)
    {
        Side = side;
        Root = own is null ? null : new SourcePlace(own, own.Root, SchemaPath.Root);
    }

    public PairSide Side { get; }

    /// <summary>The whole of the schema's own text; null when it is no JSON.</summary>
    public SourcePlace? Root { get; }

    /// <summary>By the name of each named type, of the references too.</summary>
    public IReadOnlyDictionary<AvroName, SourcePlace> Definitions => _definitions;

    public static SideSource Read(ComparedSide side, PairSide which)
    {
        var source = new SideSource(which, SourceText.Read(side.Text, reference: null));
        foreach (var reference in side.References.Resolved)
        {
            if (SourceText.Read(reference.Text, reference.Name) is { } text)
                source.Collect(new SourcePlace(text, text.Root, SchemaPath.Root), null);
        }

        if (source.Root is { } root)
            source.Collect(root, null);
        return source;
    }

    /// <summary>Where a named type is defined, or null.</summary>
    public SourcePlace? DefinitionOf(AvroSchema type) =>
        type is NamedSchema named ? _definitions.GetValueOrDefault(named.Name) : null;

    /// <summary>Where the type of a pair stands: where it is used, which may be a mere name.</summary>
    public SourcePlace? UseOf(ComparedPair pair)
    {
        var steps = new Stack<TypeStep>();
        var place = Root;
        for (var inner = pair; inner.Outer is { } outer; inner = outer)
        {
            if (inner.StepOf(Side).Kind == TypeStepKind.None)
                continue;
            steps.Push(inner.StepOf(Side));
            if (outer.TypeOf(Side) is not NamedSchema named)
                continue;
            place = DefinitionOf(named);
            break;
        }

        foreach (var step in steps)
            place = Take(place, step);
        return place;
    }

    private static SourcePlace? Take(SourcePlace? place, TypeStep step) => step.Kind switch
    {
        TypeStepKind.Field => place?.Member("fields")?.Item(step.Index)?.Member("type"),
        TypeStepKind.Items => place?.Member("items"),
        TypeStepKind.Values => place?.Member("values"),
        _ => place?.Item(step.Index),
    };

    /// <summary>
    /// The first definition of a name counts; another in the same text repeats a type around it, which makes it a use.
    /// </summary>
    private void Collect(SourcePlace place, string? enclosing)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
            return;
        if (place.Json.Kind == AvroJsonKind.Array)
        {
            for (var index = 0; index < place.Json.Items.Count; index++)
                Collect(place.Item(index)!, enclosing);
        }
        else if (place.Json["type"] is { Kind: AvroJsonKind.String, Text: var kind })
        {
            CollectObject(place, kind, enclosing);
        }
    }

    private void CollectObject(SourcePlace place, string kind, string? enclosing)
    {
        if (kind is "array" && place.Member("items") is { } items)
            Collect(items, enclosing);
        else if (kind is "map" && place.Member("values") is { } values)
            Collect(values, enclosing);
        else if (kind is "record" or "error" or "enum" or "fixed")
            CollectNamed(place, enclosing);
    }

    private void CollectNamed(SourcePlace place, string? enclosing)
    {
        if (place.Json["name"] is not { Kind: AvroJsonKind.String, Text: var written })
            return;
        var space = place.Json["namespace"] is { Kind: AvroJsonKind.String } given ? given.Text : enclosing;
        var name = AvroName.Create(written, space);
        if (!_definitions.TryAdd(name, place) || place.Member("fields") is not { } fields)
            return;
        for (var index = 0; index < fields.Json.Items.Count; index++)
        {
            if (fields.Item(index)!.Member("type") is { } type)
                Collect(type, name.Namespace);
        }
    }
}
