using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Parsing;

/// <summary>
/// The second pass over a text: builds the types, with every name resolved, and checks what needs the whole.
/// </summary>
internal sealed class SchemaBuilder(
    TypeScope scope, DefinitionCollector definitions, SchemaParsing parsing, ProblemList problems)
{
    private readonly HashSet<RecordSchema> _built = new(ReferenceEqualityComparer.Instance);
    private readonly List<(RecordField Field, SchemaPath Path)> _defaults = [];

    /// <summary>The type, or null when a problem was added instead.</summary>
    public AvroSchema? Build(AvroJson json, string? enclosing, SchemaPath path) => json.Kind switch
    {
        AvroJsonKind.String => BuildNamed(json, enclosing, path),
        AvroJsonKind.Array => BuildUnion(json, enclosing, path),
        AvroJsonKind.Object => BuildObject(json, enclosing, path),
        _ => Refuse($"Schema not yet supported: {json.Kind} where a type is expected", path, json),
    };

    /// <summary>Checks the default values, which need complete types; called after the root was built.</summary>
    public void CheckDefaults()
    {
        foreach (var (field, path) in _defaults)
        {
            if (!DefaultRules.IsValid(field.Type, field.Default!))
            {
                problems.Add(
                    $"Invalid default for field {field.Name}: it is not a {field.Type.Kind.ToName()}",
                    path.Then("default"),
                    field.Default!.Position);
            }
        }
    }

    private AvroSchema? BuildNamed(AvroJson json, string? enclosing, SchemaPath path)
    {
        if (AvroKindNames.TryParsePrimitive(json.Text, out var kind))
            return new PrimitiveSchema(kind, []);

        return scope.Find(json.Text, enclosing)
            ?? Refuse($"Undefined name: \"{json.Text}\"", path, json);
    }

    private UnionSchema? BuildUnion(AvroJson json, string? enclosing, SchemaPath path)
    {
        var branches = new List<AvroSchema>();
        var names = new HashSet<string>();
        foreach (var (index, item) in json.Items.Index())
        {
            var place = path.Then(index);
            if (Build(item, enclosing, place) is not { } branch)
                continue;
            if (branch is UnionSchema)
                problems.Add("Nested union: a union may not immediately contain another", place, item.Position);
            else if (!names.Add(branch.BranchName))
                problems.Add($"Duplicate in union: {branch.BranchName}", place, item.Position);
            else
                branches.Add(branch);
        }

        return new UnionSchema(branches);
    }

    private AvroSchema? BuildObject(AvroJson json, string? enclosing, SchemaPath path)
    {
        if (json["type"] is not { Kind: AvroJsonKind.String } type)
            return Refuse("No type: an object needs a 'type' that is a string", path, json);

        if (definitions.DefinedBy(json) is { } named)
            return BuildDefinition(named, json, path);

        return type.Text switch
        {
            "record" or "error" or "enum" or "fixed" => null,
            "array" => BuildArray(json, enclosing, path),
            "map" => BuildMap(json, enclosing, path),
            _ when AvroKindNames.TryParsePrimitive(type.Text, out var kind) => BuildPrimitive(kind, json, path),
            _ => scope.Find(type.Text, enclosing)
                ?? Refuse($"Undefined name: \"{type.Text}\"", path.Then("type"), type),
        };
    }

    private PrimitiveSchema BuildPrimitive(AvroKind kind, AvroJson json, SchemaPath path)
    {
        var properties = Checked(AvroKeys.CustomOfType(json), path);
        return new PrimitiveSchema(kind, properties) { Logical = LogicalTypes.Find(kind, 0, properties) };
    }

    private ArraySchema? BuildArray(AvroJson json, string? enclosing, SchemaPath path)
    {
        if (json["items"] is not { } items)
            return Refuse<ArraySchema>("Array has no items type", path, json);
        return Build(items, enclosing, path.Then("items")) is { } type
            ? new ArraySchema(type, Checked(AvroKeys.CustomOfType(json), path))
            : null;
    }

    private MapSchema? BuildMap(AvroJson json, string? enclosing, SchemaPath path)
    {
        if (json["values"] is not { } values)
            return Refuse<MapSchema>("Map has no values type", path, json);
        return Build(values, enclosing, path.Then("values")) is { } type
            ? new MapSchema(type, Checked(AvroKeys.CustomOfType(json), path))
            : null;
    }

    private NamedSchema BuildDefinition(NamedSchema named, AvroJson json, SchemaPath path)
    {
        Checked(named.Properties, path);
        if (named is RecordSchema record && _built.Add(record))
            record.SetFields(BuildFields(record, json, path));
        return named;
    }

    private List<RecordField> BuildFields(RecordSchema record, AvroJson json, SchemaPath path)
    {
        var fields = new List<RecordField>();
        if (json["fields"] is not { Kind: AvroJsonKind.Array } written)
        {
            problems.Add("Record has no fields: an array of objects is needed", path, json.Position);
            return fields;
        }

        var names = new HashSet<string>();
        foreach (var (index, item) in written.Items.Index())
        {
            var place = path.Then("fields").Then(index);
            if (BuildField(item, record.Name.Namespace, fields.Count, place) is not { } field)
                continue;
            if (names.Add(field.Name))
                fields.Add(field);
            else
                problems.Add($"Duplicate field {field.Name} in record {record.Name.Full}", place, item.Position);
        }

        return fields;
    }

    private RecordField? BuildField(AvroJson json, string? enclosing, int position, SchemaPath path)
    {
        var name = json["name"];
        if (name is not { Kind: AvroJsonKind.String })
            return Refuse<RecordField>("No field name: a field needs a string 'name'", path, json);
        if (!AvroNameRules.IsLegal(name.Text, parsing))
            problems.Add($"Illegal name: \"{name.Text}\" must match [A-Za-z_][A-Za-z0-9_]*", path.Then("name"), name.Position);
        if (json["type"] is not { } written)
            return Refuse<RecordField>($"No field type: field {name.Text}", path, json);
        if (Build(written, enclosing, path.Then("type")) is not { } type)
            return null;

        var field = new RecordField(name.Text, type, position)
        {
            Doc = json["doc"] is { Kind: AvroJsonKind.String } doc ? doc.Text : null,
            Default = json["default"],
            Order = Order(json["order"], path),
            Aliases = FieldAliases(json["aliases"], path),
            Properties = Checked(AvroKeys.CustomOfField(json), path),
        };
        if (parsing == SchemaParsing.New && field.Default is not null)
            _defaults.Add((field, path));
        return field;
    }

    private FieldOrder Order(AvroJson? order, SchemaPath path)
    {
        if (order is null)
            return FieldOrder.Ascending;
        if (order.Kind == AvroJsonKind.String
            && !char.IsAsciiDigit(order.Text.FirstOrDefault())
            && Enum.TryParse<FieldOrder>(order.Text, ignoreCase: true, out var value))
        {
            return value;
        }

        problems.Add("Illegal order: it is ascending, descending or ignore", path.Then("order"), order.Position);
        return FieldOrder.Ascending;
    }

    private IReadOnlyList<string> FieldAliases(AvroJson? aliases, SchemaPath path)
    {
        if (aliases is null)
            return [];
        if (aliases.Kind == AvroJsonKind.Array && aliases.Items.All(alias => alias.Kind == AvroJsonKind.String))
            return [.. aliases.Items.Select(alias => alias.Text).Distinct()];

        problems.Add("Aliases are not an array of names", path.Then("aliases"), aliases.Position);
        return [];
    }

    private IReadOnlyList<AvroProperty> Checked(IReadOnlyList<AvroProperty> properties, SchemaPath path)
    {
        foreach (var property in properties)
        {
            if (PropertyRules.FindTooLarge(property.Value) is { } number)
            {
                problems.Add(
                    $"The attribute {property.Key} holds an integer of more than 64 bits: {number.Text}",
                    path.Then(property.Key),
                    number.Position);
            }
        }

        return properties;
    }

    private AvroSchema? Refuse(string message, SchemaPath path, AvroJson json) =>
        Refuse<AvroSchema>(message, path, json);

    private T? Refuse<T>(string message, SchemaPath path, AvroJson json)
        where T : class
    {
        problems.Add(message, path, json.Position);
        return null;
    }
}
