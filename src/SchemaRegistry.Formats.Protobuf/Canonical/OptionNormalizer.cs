using SchemaRegistry.Formats.Protobuf.Model;
using SchemaRegistry.Formats.Protobuf.Resolution;

namespace SchemaRegistry.Formats.Protobuf.Canonical;

/// <summary>
/// Sorts options by name, spells extensions by their full names and numbers in one way, and gathers the statements that
/// set parts of one option (<c>(o).a = 1; (o).b = 2;</c>) into one aggregate. An extension that is not known stays as
/// it is written.
/// </summary>
internal sealed class OptionNormalizer(NameTree names)
{
    public IReadOnlyList<OptionElement> Normalize(IEnumerable<OptionElement> options, NameNode scope)
    {
        var qualified = options.Select(option => Qualify(option, scope)).ToList();
        return qualified.Count == 0 ? [] : [.. Gather(qualified).OrderBy(SortKey, StringComparer.Ordinal)];
    }

    private static string SortKey(OptionElement option) => string.Join('.', option.Name.Select(part => part.Text));

    private OptionElement Qualify(OptionElement option, NameNode scope) => option with
    {
        Name = [.. option.Name.Select(part => Qualify(part, scope))],
        Value = Value(option.Value, scope),
    };

    private OptionNamePart Qualify(OptionNamePart part, NameNode scope) =>
        part.IsExtension ? part with { Text = FullName(part.Text, scope) } : part;

    private string FullName(string name, NameNode scope) => names.FindExtension(name, scope)?.FullName ?? name;

    /// <summary>Recurses with each aggregate inside another, which the parser bounds.</summary>
    private OptionValue Value(OptionValue value, NameNode scope) => value switch
    {
        AggregateValue aggregate => new AggregateValue(Fields(aggregate.Fields, scope)) { Place = value.Place },
        ListValue list => list with { Items = [.. list.Items.Select(item => Value(item, scope))] },
        IntegerValue or FloatValue => NumberNormalizer.Normalize(value),
        _ => value,
    };

    /// <summary>An empty list says nothing.</summary>
    private List<AggregateField> Fields(IReadOnlyList<AggregateField> fields, NameNode scope)
    {
        var qualified = fields
            .Select(field => field with { Name = FieldName(field.Name, scope), Value = Value(field.Value, scope) })
            .ToList();
        return
        [
            .. AggregateMerge.Merge(qualified)
                .Where(field => field.Value is not ListValue { Items.Count: 0 })
                .OrderBy(field => field.Name.ToString(), StringComparer.Ordinal),
        ];
    }

    private AggregateFieldName FieldName(AggregateFieldName name, NameNode scope) =>
        name.Kind == AggregateNameKind.Extension ? name with { Text = FullName(name.Text, scope) } : name;

    /// <summary>Options that set a part only become one that sets the whole; an option set as a whole stays.</summary>
    private static IEnumerable<OptionElement> Gather(List<OptionElement> options)
    {
        var parts = options.Where(option => option.Name.Count > 1).ToLookup(option => option.Name[0].ToString());
        var gathered = new HashSet<string>(StringComparer.Ordinal);
        foreach (var option in options)
        {
            if (option.Name.Count == 1)
                yield return option;
            else if (gathered.Add(option.Name[0].ToString()))
                yield return Whole([.. parts[option.Name[0].ToString()]], depth: 0);
        }
    }

    private static OptionElement Whole(List<OptionElement> parts, int depth) =>
        parts[0] with { Name = [parts[0].Name[0]], Value = Gathered(parts, depth + 1) };

    /// <summary>
    /// Recurses with each part of a name; a name with more parts than aggregates may nest stays nested where it is
    /// read again, and is refused there.
    /// </summary>
    private static AggregateValue Gathered(List<OptionElement> parts, int depth)
    {
        var fields = new List<AggregateField>();
        foreach (var same in parts.GroupBy(part => part.Name[depth].ToString()))
        {
            var name = ToFieldName(same.First().Name[depth]);
            var leaves = same.Where(part => part.Name.Count == depth + 1);
            fields.AddRange(leaves.Select(leaf => new AggregateField(name, leaf.Value) { Place = leaf.Place }));
            var deeper = same.Where(part => part.Name.Count > depth + 1).ToList();
            if (deeper.Count > 0)
                fields.Add(new AggregateField(name, Gathered(deeper, depth + 1)) { Place = deeper[0].Place });
        }

        var merged = AggregateMerge.Merge(fields).OrderBy(field => field.Name.ToString(), StringComparer.Ordinal);
        return new AggregateValue([.. merged]) { Place = parts[0].Place };
    }

    private static AggregateFieldName ToFieldName(OptionNamePart part) =>
        new(part.IsExtension ? AggregateNameKind.Extension : AggregateNameKind.Plain, part.Text.TrimStart('.'))
        {
            Place = part.Place,
        };
}
