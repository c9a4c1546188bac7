using System.Text;
using SchemaRegistry.Formats.Avro.Compatibility.Comparing;
using SchemaRegistry.Formats.Avro.Compatibility.Locating;
using SchemaRegistry.Formats.Avro.Model;
using CanonicalJson = SchemaRegistry.Formats.Avro.Canonical.JsonText;

namespace SchemaRegistry.Formats.Avro.Compatibility.Edits;

/// <summary>What to do about fields that only the reader has, and about those that could be several.</summary>
internal sealed class FieldEdits(EditedSide side)
{
    /// <summary>The reader wants a field that was not written.</summary>
    public IEnumerable<EditDraft?> ForMissingDefault(ComparedPair records, RecordField field)
    {
        var renamed = FindRenamed(records, field);
        if (side.Side == PairSide.Writer)
            return [Keep(records, field), KeepName(records, field, renamed)];
        if (side.FieldOf(records, field.Position) is not { } place)
            return [];
        return
        [
            GiveDefault(records, field, place),
            MakeOptional(records, field, place),
            GiveAlias(field, place, renamed),
            LeaveOut(records, field),
        ];
    }

    /// <summary>Of the fields that the reader's field could mean, the first that is written stays.</summary>
    public IEnumerable<EditDraft?> ForAmbiguous(ComparedPair records, RecordField field)
    {
        var written = (RecordSchema)records.Writer;
        var names = field.Aliases.Prepend(field.Name)
            .Where(name => written.Field(name) is not null)
            .Distinct()
            .ToList();
        var others = names.Skip(1).ToHashSet();
        var kept = names.FirstOrDefault();
        if (side.Side == PairSide.Writer)
        {
            return side.DefinitionOf(records)?.Member("fields") is { } fields
                ? [new EditDraft(
                    $"Leave out {Fields(others)} of the record '{written.Name.Full}', or use another name: "
                        + $"readers take it for '{field.Name}', as '{kept}'.",
                    side.Editor.RemoveItems(fields, others.Select(name => written.Field(name)!.Position).ToHashSet()))]
                : [];
        }

        if (side.FieldOf(records, field.Position) is not { } place || place.Member("aliases") is not { } aliases)
            return [];
        var indexes = aliases.Json.Items.Index()
            .Where(alias => others.Contains(alias.Item.Text))
            .Select(alias => alias.Index)
            .ToHashSet();
        return
        [
            new EditDraft(
                $"Take the alias {string.Join(", ", others.Select(name => $"'{name}'"))} from the field '{field.Name}': "
                    + $"what was written has it beside '{kept}'.",
                side.Editor.RemoveItems(aliases, indexes)),
        ];
    }

    private EditDraft? GiveDefault(ComparedPair records, RecordField field, SourcePlace place) =>
        SmallestDefault.Of(field.Type) is { } value
            ? new EditDraft(
                $"Give {Describe(records, field)} a default, such as {value}.",
                side.Editor.AddMember(place, "default", value))
            : null;

    private EditDraft? MakeOptional(ComparedPair records, RecordField field, SourcePlace place)
    {
        if (field.Type.Kind == AvroKind.Null || place.Member("type") is not { } type)
            return null;
        var sentence = $"Make {Describe(records, field)} optional: null in its type, and the default null.";
        var value = side.Editor.AddMember(place, "default", "null");
        if (field.Type is not UnionSchema union)
            return EditDraft.Join([new EditDraft(sentence, [.. side.Editor.Wrap(type, "[\"null\",", "]"), value])]);
        return union.Branches.Any(branch => branch.Kind == AvroKind.Null)
            ? null
            : EditDraft.Join([new EditDraft(sentence, side.Editor.InsertItem(type, 0, "\"null\""), value)]);
    }

    private EditDraft? GiveAlias(RecordField field, SourcePlace place, RecordField? renamed)
    {
        if (renamed is null)
            return null;
        var name = Quote(renamed.Name);
        return new EditDraft(
            $"If the field '{field.Name}' is '{renamed.Name}' by another name, give it the alias {name}.",
            place.Member("aliases") is { } aliases
                ? side.Editor.AddItem(aliases, name)
                : side.Editor.AddMember(place, "aliases", $"[{name}]"));
    }

    private EditDraft? LeaveOut(ComparedPair records, RecordField field) =>
        side.DefinitionOf(records)?.Member("fields") is { } fields
            ? new EditDraft(
                $"Leave out {Describe(records, field)}.",
                side.Editor.RemoveItems(fields, new HashSet<int> { field.Position }))
            : null;

    /// <summary>It gets its place behind the field that stands before it in the reader's record.</summary>
    private EditDraft? Keep(ComparedPair records, RecordField field)
    {
        var (reader, writer) = ((RecordSchema)records.Reader, (RecordSchema)records.Writer);
        if (side.DefinitionOf(records)?.Member("fields") is not { } fields
            || side.WriteField(field.Type, records) is not { } type)
        {
            return null;
        }

        var before = reader.Fields.Take(field.Position)
            .Select(earlier => writer.Field(earlier.Name))
            .LastOrDefault(found => found is not null);
        var text = $"{{\"name\":{Quote(field.Name)},\"type\":{type}}}";
        return new EditDraft(
            $"Keep {Describe(records, field)}: readers need it and have no default for it.",
            side.Editor.InsertItem(fields, before is null ? 0 : before.Position + 1, text));
    }

    private EditDraft? KeepName(ComparedPair records, RecordField field, RecordField? renamed) =>
        renamed is not null && side.FieldOf(records, renamed.Position)?.Member("name") is { } name
            ? new EditDraft(
                $"If the field '{renamed.Name}' is '{field.Name}' by another name, keep the name '{field.Name}'.",
                side.Editor.Replace(name, Quote(field.Name)))
            : null;

    /// <summary>The one field of the writer that the reader does not know and that could be read as this one.</summary>
    private static RecordField? FindRenamed(ComparedPair records, RecordField field)
    {
        var known = ((RecordSchema)records.Reader).Fields
            .SelectMany(read => read.Aliases.Prepend(read.Name))
            .ToHashSet();
        var unknown = ((RecordSchema)records.Writer).Fields.Where(written => !known.Contains(written.Name)).ToList();
        return unknown is [var only] && SideLook.CanRead(field.Type, only.Type) ? only : null;
    }

    private static string Describe(ComparedPair records, RecordField field) =>
        $"the field '{field.Name}' of the record '{((RecordSchema)records.Reader).Name.Full}'";

    private static string Fields(HashSet<string> names) =>
        $"the field {string.Join(", ", names.Select(name => $"'{name}'"))}";

    private static string Quote(string name)
    {
        var text = new StringBuilder();
        CanonicalJson.AppendString(text, name);
        return text.ToString();
    }
}
