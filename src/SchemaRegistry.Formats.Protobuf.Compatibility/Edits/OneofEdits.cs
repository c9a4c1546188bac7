using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.Protobuf.Model;

namespace SchemaRegistry.Formats.Protobuf.Compatibility.Edits;

/// <summary>Edits of what stands in a oneof.</summary>
internal static class OneofEdits
{
    /// <summary>Makes a member of a oneof a plain field, which a reader may lack.</summary>
    public static SchemaEdit? MoveOut(EditCase finding) => finding.Try(schema =>
    {
        if (schema.Find(finding.Here) is not { Field: { } field, Oneof: { } oneof })
            return null;
        MoveOut(schema, oneof, [Plain(schema, field)]);
        return $"Keep the field '{field.Name}' outside of the oneof '{oneof.Name}': "
            + "a reader that does not know it would see the oneof unset.";
    });

    /// <summary>Puts members of a oneof of the reader back where they stand in the writer.</summary>
    public static SchemaEdit? Separate(EditCase finding) => finding.Try(schema =>
    {
        if (schema.Find(finding.Here) is not { Oneof: { } oneof, Message: { } message }
            || finding.Other.Find(finding.There)?.Message is not { } other)
            return null;
        var origins = new Origins(oneof, new MessageFields(other));
        var kept = origins.Oneofs.FirstOrDefault();
        var moved = origins.Members.Where(member => member.Origin.Oneof is null || member.Origin.Oneof != kept)
            .ToList();
        var elsewhere = moved.Where(member => FindOneof(message, member.Origin.Oneof, oneof) is not null).ToList();
        foreach (var (field, origin) in elsewhere)
            AddTo(schema, FindOneof(message, origin.Oneof, oneof)!, field);

        var own = moved.Where(member => member.Origin.Oneof is not null).Except(elsewhere)
            .GroupBy(member => member.Origin.Oneof!)
            .Select(group => Block(group.Key, group.Select(member => member.Field)));
        var plain = moved.Where(member => member.Origin.Oneof is null)
            .Select(member => Plain(schema, member.Field, member.Origin.Field.Label));
        MoveOut(schema, oneof, [.. plain, .. own], [.. moved.Select(member => member.Field)]);
        return $"Keep {Names(moved)} outside of the oneof '{oneof.Name}': data may have them beside each other.";
    });

    /// <summary>Puts fields of the writer into one oneof, as the reader has them.</summary>
    public static SchemaEdit? Join(EditCase finding) => finding.Try(schema =>
    {
        if (schema.Find(finding.Here) is not { Message: { } message }
            || finding.Other.Find(finding.There) is not { Oneof: { } wanted })
            return null;
        var origins = new Origins(wanted, new MessageFields(message));
        var target = FindOneof(message, origins.Oneofs.Find(name => name == wanted.Name), null)
            ?? FindOneof(message, origins.Oneofs.FirstOrDefault(), null);
        var moved = origins.Members.Where(member => target is null || member.Origin.Oneof != target.Name)
            .Select(member => member.Origin.Field)
            .ToList();
        if (moved.Any(field => field.Label is FieldLabel.Repeated or FieldLabel.Required || field.Type is MapType))
            return null;
        var name = target?.Name ?? wanted.Name;
        foreach (var from in moved.GroupBy(field => OneofOf(message, field), ReferenceEqualityComparer.Instance))
            TakeOut(schema, (OneofElement?)from.Key, [.. from]);
        if (target is null)
            schema.Text.InsertInto(message, Block(name, moved));
        else
        {
            foreach (var field in moved)
                AddTo(schema, target, field);
        }

        var fields = string.Join(", ", moved.Select(field => $"'{field.Name}'"));
        return $"Put {fields} into the oneof '{name}': readers take them for alternatives.";
    });

    private static void TakeOut(EditedSchema schema, OneofElement? oneof, IReadOnlyList<FieldElement> fields)
    {
        if (oneof is not null)
        {
            MoveOut(schema, oneof, [], fields);
            return;
        }

        foreach (var field in fields)
            schema.Text.Delete(field);
    }

    private static void MoveOut(EditedSchema schema, OneofElement oneof, IReadOnlyList<FieldElement> fields) =>
        MoveOut(schema, oneof, [.. fields.Select(ElementPrinter.Print)], fields);

    /// <summary>Takes fields out of a oneof and puts statements behind it; an empty oneof goes, too.</summary>
    private static void MoveOut(
        EditedSchema schema, OneofElement oneof, IReadOnlyList<string> statements, IReadOnlyList<FieldElement> fields)
    {
        var numbers = fields.Select(field => field.Number).ToHashSet();
        var staying = oneof.Members.Where(
            member => member is GroupElement || (member is FieldElement field && !numbers.Contains(field.Number)));
        if (!staying.Any() && statements.Count > 0)
        {
            schema.Text.ReplaceStatement(oneof, statements);
        }
        else if (!staying.Any())
        {
            schema.Text.Delete(oneof);
        }
        else
        {
            foreach (var field in oneof.MembersOf<FieldElement>().Where(field => numbers.Contains(field.Number)))
                schema.Text.Delete(field);
            if (statements.Count > 0)
                schema.Text.InsertAfter(oneof, string.Join('\n', statements));
        }
    }

    private static void AddTo(EditedSchema schema, OneofElement oneof, FieldElement field)
    {
        var statement = ElementPrinter.Print(field with { Label = FieldLabel.None });
        if (oneof.MembersOf<FieldElement>().LastOrDefault() is { } last)
            schema.Text.InsertAfter(last, statement);
        else
            schema.Text.InsertInto(oneof, statement);
    }

    private static string Block(string name, IEnumerable<FieldElement> fields)
    {
        var lines = fields.Select(field => ElementPrinter.Print(field with { Label = FieldLabel.None }))
            .SelectMany(statement => statement.Split('\n'))
            .Select(line => "  " + line);
        return $"oneof {name} {{\n{string.Join('\n', lines)}\n}}";
    }

    /// <summary>A field outside of oneofs can be told from one that was never set only with a label.</summary>
    private static FieldElement Plain(EditedSchema schema, FieldElement field) =>
        field with { Label = schema.Adapt(field with { Label = FieldLabel.Optional }) };

    private static string Plain(EditedSchema schema, FieldElement field, FieldLabel label) =>
        ElementPrinter.Print(field with { Label = schema.Adapt(field with { Label = label }) });

    private static OneofElement? FindOneof(MessageElement message, string? name, OneofElement? except) =>
        name is null
            ? null
            : message.MembersOf<OneofElement>()
                .FirstOrDefault(oneof => oneof.Name == name && !ReferenceEquals(oneof, except));

    private static OneofElement? OneofOf(MessageElement message, FieldElement field) =>
        message.MembersOf<OneofElement>()
            .FirstOrDefault(oneof => oneof.Members.Any(member => ReferenceEquals(member, field)));

    private static string Names(IEnumerable<(FieldElement Field, MemberField Origin)> members) =>
        string.Join(", ", members.Select(member => $"'{member.Field.Name}'"));

    /// <summary>The members of a oneof that the other schema has as well, and where it has them.</summary>
    private sealed class Origins(OneofElement oneof, MessageFields other)
    {
        public List<(FieldElement Field, MemberField Origin)> Members { get; } =
        [
            .. oneof.MembersOf<FieldElement>()
                .Select(field => (Field: field, Origin: other.Find(field.Number)))
                .Where(member => member.Origin is not null)
                .Select(member => (member.Field, member.Origin!)),
        ];

        /// <summary>Names of the oneofs that they come from, in the order of the text.</summary>
        public List<string> Oneofs => [.. Members.Select(member => member.Origin.Oneof).OfType<string>().Distinct()];
    }
}
