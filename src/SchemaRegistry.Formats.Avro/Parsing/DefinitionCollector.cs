using System.Globalization;
using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Parsing;

/// <summary>
/// The first of two passes over a text: it finds every definition of a named type, so that the second can resolve names
/// that are used before they are defined. Records get their fields in the second pass.
/// <para>
/// A definition that repeats the name of a type around it is a reference to that type; any other second definition is
/// refused (Avro for Java 1.12, run).
/// </para>
/// </summary>
internal sealed class DefinitionCollector(TypeScope scope, SchemaParsing parsing, ProblemList problems)
{
    private readonly Dictionary<AvroJson, NamedSchema> _definitions = new(ReferenceEqualityComparer.Instance);
    private readonly Stack<AvroName> _open = [];

    /// <summary>
    /// The type that a JSON object defines, or refers to by repeating its name; null for any other object.
    /// </summary>
    public NamedSchema? DefinedBy(AvroJson json) => _definitions.GetValueOrDefault(json);

    public void Collect(AvroJson json, string? enclosing, SchemaPath path)
    {
        switch (json.Kind)
        {
            case AvroJsonKind.Array:
                foreach (var (index, branch) in json.Items.Index())
                    Collect(branch, enclosing, path.Then(index));
                break;
            case AvroJsonKind.Object:
                CollectObject(json, enclosing, path);
                break;
        }
    }

    private void CollectObject(AvroJson json, string? enclosing, SchemaPath path)
    {
        switch (json["type"])
        {
            case { Kind: AvroJsonKind.String, Text: "record" or "error" or "enum" or "fixed" }:
                CollectNamed(json, enclosing, path);
                break;
            case { Kind: AvroJsonKind.String, Text: "array" } when json["items"] is { } items:
                Collect(items, enclosing, path.Then("items"));
                break;
            case { Kind: AvroJsonKind.String, Text: "map" } when json["values"] is { } values:
                Collect(values, enclosing, path.Then("values"));
                break;
        }
    }

    private void CollectNamed(AvroJson json, string? enclosing, SchemaPath path)
    {
        if (NameOf(json, enclosing, path) is not { } name)
            return;
        if (_open.Contains(name) && scope.Find(name.Full, null) is { } around)
        {
            _definitions.Add(json, around);
            return;
        }

        var type = Create(json, name, path);
        if (type is null)
            return;
        if (!scope.TryDefine(type))
            problems.Add($"Can't redefine: {name.Full}", path, json.Position);
        _definitions.Add(json, type);
        CollectFields(json, name, path);
    }

    private void CollectFields(AvroJson json, AvroName name, SchemaPath path)
    {
        if (json["fields"] is not { Kind: AvroJsonKind.Array } fields)
            return;
        _open.Push(name);
        foreach (var (index, field) in fields.Items.Index())
        {
            if (field is { Kind: AvroJsonKind.Object } && field["type"] is { } type)
                Collect(type, name.Namespace, path.Then("fields").Then(index).Then("type"));
        }

        _open.Pop();
    }

    private AvroName? NameOf(AvroJson json, string? enclosing, SchemaPath path)
    {
        if (json["name"] is not { Kind: AvroJsonKind.String } written)
        {
            problems.Add("No name in schema: a record, enum or fixed needs a string 'name'", path, json.Position);
            return null;
        }

        var space = json["namespace"] is { Kind: AvroJsonKind.String } given ? given.Text : enclosing;
        var name = AvroName.Create(written.Text, space);
        CheckName(name, path.Then("name"), written.Position);
        return name;
    }

    private void CheckName(AvroName name, SchemaPath path, int position)
    {
        if (!AvroNameRules.IsLegal(name.Simple, parsing))
            problems.Add($"Illegal name: {Quote(name.Simple)} must match [A-Za-z_][A-Za-z0-9_]*", path, position);
        if (parsing == SchemaParsing.New && name.Namespace is { } space && !AvroNameRules.IsLegalNamespace(space))
            problems.Add($"Illegal namespace: {Quote(space)}, each part must match [A-Za-z_][A-Za-z0-9_]*", path, position);
    }

    private NamedSchema? Create(AvroJson json, AvroName name, SchemaPath path)
    {
        var kind = json["type"]!.Text;
        var properties = kind == "enum" ? AvroKeys.CustomOfEnum(json) : AvroKeys.CustomOfType(json);
        var head = new NamedHead(name, TextOf(json, "doc"), Aliases(json, name, path), properties);
        return kind switch
        {
            "enum" => CreateEnum(json, head, path),
            "fixed" => CreateFixed(json, head, path),
            _ => new RecordSchema(head, kind == "error" ? RecordRole.Error : RecordRole.Record),
        };
    }

    private EnumSchema? CreateEnum(AvroJson json, NamedHead head, SchemaPath path)
    {
        if (json["symbols"] is not { Kind: AvroJsonKind.Array } symbols)
        {
            problems.Add("Enum has no symbols: an array of names is needed", path, json.Position);
            return null;
        }

        var names = new List<string>();
        foreach (var (index, symbol) in symbols.Items.Index())
        {
            var place = path.Then("symbols").Then(index);
            if (symbol.Kind != AvroJsonKind.String || !AvroNameRules.IsLegal(symbol.Text, parsing))
                problems.Add($"Illegal enum symbol: {Quote(symbol.Text)}", place, symbol.Position);
            else if (names.Contains(symbol.Text))
                problems.Add($"Duplicate enum symbol: {symbol.Text}", place, symbol.Position);
            else
                names.Add(symbol.Text);
        }

        var chosen = json["default"];
        if (chosen is not null && (chosen.Kind != AvroJsonKind.String || !names.Contains(chosen.Text)))
            problems.Add($"The enum default {Quote(chosen.Text)} is not one of its symbols", path.Then("default"), chosen.Position);
        return new EnumSchema(head, names, chosen?.Text);
    }

    private FixedSchema? CreateFixed(AvroJson json, NamedHead head, SchemaPath path)
    {
        if (json["size"] is { Kind: AvroJsonKind.Number } written
            && int.TryParse(written.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var size))
        {
            return new FixedSchema(head, size) { Logical = LogicalTypes.Find(AvroKind.Fixed, size, head.Properties) };
        }

        problems.Add("Invalid or no size: fixed needs an integer 'size' of 0 or more", path, json.Position);
        return null;
    }

    private List<AvroName> Aliases(AvroJson json, AvroName name, SchemaPath path)
    {
        var aliases = new List<AvroName>();
        if (json["aliases"] is not { } written)
            return aliases;
        if (written.Kind != AvroJsonKind.Array || written.Items.Any(item => item.Kind != AvroJsonKind.String))
        {
            problems.Add("Aliases are not an array of names", path.Then("aliases"), written.Position);
            return aliases;
        }

        foreach (var (index, item) in written.Items.Index())
        {
            var alias = AvroName.Create(item.Text, name.Namespace);
            CheckName(alias, path.Then("aliases").Then(index), item.Position);
            if (!aliases.Contains(alias))
                aliases.Add(alias);
        }

        return aliases;
    }

    private static string? TextOf(AvroJson json, string key) =>
        json[key] is { Kind: AvroJsonKind.String } text ? text.Text : null;

    private static string Quote(string text) => $"\"{text}\"";
}
