using SchemaRegistry.Formats.Avro.Compatibility.Comparing;
using SchemaRegistry.Formats.Avro.Compatibility.Locating;
using SchemaRegistry.Formats.Avro.Model;
using SchemaRegistry.Formats.Avro.Parsing;

namespace SchemaRegistry.Formats.Avro.Compatibility.Edits;

/// <summary>
/// The schema that may be edited: its places, as far as they are in its own text, and the changes that more than one
/// rule proposes.
/// </summary>
internal sealed class EditedSide(SideSource source, SourceEditor editor)
{
    public PairSide Side => source.Side;

    public SourceEditor Editor => editor;

    public SideSource Source => source;

    /// <summary>The definition of the side's type of a pair; null when it is in a reference.</summary>
    public SourcePlace? DefinitionOf(ComparedPair pair) => Own(source.DefinitionOf(pair.TypeOf(Side)));

    /// <summary>Where the side's type of a pair is used; null when that is in a reference.</summary>
    public SourcePlace? UseOf(ComparedPair pair) => Own(source.UseOf(pair));

    public SourcePlace? FieldOf(ComparedPair records, int position) =>
        DefinitionOf(records)?.Member("fields")?.Item(position);

    /// <summary>A type of the other schema as it is written at the place of a pair, which it replaces.</summary>
    public string? Write(AvroSchema type, ComparedPair at, SourcePlace? replaced) => TypeText.Write(
        type, source, TypeText.NamespaceAt(at, Side), replaced is null ? null : editor.SpanOf(replaced));

    /// <summary>A type of the other schema as it is written in a field of the side's record.</summary>
    public string? WriteField(AvroSchema type, ComparedPair records) =>
        TypeText.Write(type, source, ((RecordSchema)records.TypeOf(Side)).Name.Namespace, replaced: null);

    /// <summary>
    /// Another type at the place of a pair. The default of a field goes with the type that it does not fit; a field
    /// that both schemas have needs none.
    /// </summary>
    public IReadOnlyList<TextChange> Retype(ComparedPair pair, SourcePlace place, AvroSchema type, string compact)
    {
        var changes = new List<TextChange> { editor.Replace(place, compact) };
        if (FieldAround(pair) is ({ Default: { } value } field, { } owner)
            && !DefaultRules.IsValid(type, value)
            && FieldOf(owner, field.Position) is { } written
            && written.Member("default") is { } given)
        {
            changes.AddRange(editor.RemoveMember(written, given));
        }

        return changes;
    }

    /// <summary>In a sentence: the field, the items or the schema whose type the pair has.</summary>
    public string Describe(ComparedPair pair)
    {
        var step = pair.StepOf(Side);
        return (pair.Outer, step.Kind) switch
        {
            (null, _) => "the schema",
            ({ } outer, TypeStepKind.Items) => $"the items of {DescribeShort(outer)}",
            ({ } outer, TypeStepKind.Values) => $"the values of {DescribeShort(outer)}",
            ({ } outer, TypeStepKind.Field) when outer.TypeOf(Side) is RecordSchema record =>
                $"the field '{record.Fields[step.Index].Name}' of the record '{record.Name.Full}'",
            ({ } outer, _) => Describe(outer),
        };
    }

    private string DescribeShort(ComparedPair pair) =>
        pair.StepOf(Side).Kind is TypeStepKind.Items or TypeStepKind.Values ? "…" : Describe(pair);

    /// <summary>The field whose type a pair has, with the pair of its record.</summary>
    private (RecordField Field, ComparedPair Owner)? FieldAround(ComparedPair pair) =>
        pair.StepOf(Side) is { Kind: TypeStepKind.Field, Index: var position }
        && pair.Outer is { } outer
        && outer.TypeOf(Side) is RecordSchema record
            ? (record.Fields[position], outer)
            : null;

    private static SourcePlace? Own(SourcePlace? place) => place?.Text.Reference is null ? place : null;
}
