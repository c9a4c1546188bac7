using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Canonical;

/// <summary>
/// Prints a schema as the Avro library for Java does (its 1.12 <c>Schema.toString</c>, executed): compact, attributes
/// in a fixed order, each named type in full at its first use and by its name afterwards. Types in <c>known</c> print
/// by name only; records and fields in <c>edited</c> print with the custom attributes that stand there instead of their
/// own. One printer prints one text.
/// </summary>
internal sealed class AvroPrinter(
    PrintStyle style,
    IReadOnlySet<NamedSchema> known,
    IReadOnlyDictionary<object, IReadOnlyList<AvroProperty>>? edited)
{
    private readonly StringBuilder _text = new();
    private readonly HashSet<NamedSchema> _printed = new(known, ReferenceEqualityComparer.Instance);
    private int _depth;

    private KeyOrder KeyOrder => style == PrintStyle.Canonical ? KeyOrder.AsWritten : KeyOrder.Sorted;

    /// <exception cref="SchemaTooDeepException">The text would nest deeper than
    /// <see cref="AvroLimits.MaxDepth"/>.</exception>
    public static string Print(
        AvroSchema schema,
        PrintStyle style,
        IReadOnlySet<NamedSchema> known,
        IReadOnlyDictionary<object, IReadOnlyList<AvroProperty>>? edited = null)
    {
        var printer = new AvroPrinter(style, known, edited);
        printer.Append(schema, null);
        return printer._text.ToString();
    }

    /// <summary>A type as it stands canonically inside of a type of the enclosing namespace.</summary>
    /// <exception cref="SchemaTooDeepException">As above.</exception>
    public static string PrintInside(string? enclosing, AvroSchema schema, IReadOnlySet<NamedSchema> known)
    {
        var printer = new AvroPrinter(PrintStyle.Canonical, known, edited: null);
        printer.Append(schema, enclosing);
        return printer._text.ToString();
    }

    private void Append(AvroSchema schema, string? enclosing)
    {
        // A record nests three levels of JSON: itself, the list of its fields, and the field.
        var levels = schema is RecordSchema ? 3 : 1;
        _depth += levels;
        if (_depth > AvroLimits.MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            throw new SchemaTooDeepException();
        switch (schema)
        {
            case NamedSchema named when !_printed.Add(named):
                JsonText.AppendString(_text, named.Name.RelativeTo(enclosing));
                break;
            case NamedSchema named:
                AppendDefinition(named, enclosing);
                break;
            case ArraySchema array:
                AppendContainer("array", "items", array.Items, array, enclosing);
                break;
            case MapSchema map:
                AppendContainer("map", "values", map.Values, map, enclosing);
                break;
            case UnionSchema union:
                AppendList('[', ']', union.Branches, branch => Append(branch, enclosing));
                break;
            default:
                AppendPrimitive(schema);
                break;
        }

        _depth -= levels;
    }

    private void AppendPrimitive(AvroSchema schema)
    {
        if (schema.Properties.Count == 0)
        {
            JsonText.AppendString(_text, schema.Kind.ToName());
            return;
        }

        _text.Append("{\"type\":");
        JsonText.AppendString(_text, schema.Kind.ToName());
        AppendProperties(schema.Properties, schema.Logical);
        _text.Append('}');
    }

    private void AppendContainer(string kind, string key, AvroSchema content, AvroSchema schema, string? enclosing)
    {
        _text.Append(CultureInfo.InvariantCulture, $"{{\"type\":\"{kind}\",\"{key}\":");
        Append(content, enclosing);
        AppendProperties(schema.Properties, schema.Logical);
        _text.Append('}');
    }

    private void AppendDefinition(NamedSchema named, string? enclosing)
    {
        _text.Append("{\"type\":");
        JsonText.AppendString(_text, named is RecordSchema { Role: RecordRole.Error } ? "error" : named.Kind.ToName());
        AppendMember("name", named.Name.Simple);
        if (named.Name.Namespace != enclosing)
            AppendMember("namespace", named.Name.Namespace ?? "");
        if (named.Doc is { } doc && !(style == PrintStyle.Normalized && doc.Length == 0))
            AppendMember("doc", doc);
        AppendContent(named);
        AppendProperties(PropertiesOf(named, named.Properties), named.Logical);
        AppendAliases(named.Aliases.Select(alias => alias.RelativeTo(named.Name.Namespace)));
        _text.Append('}');
    }

    private void AppendContent(NamedSchema named)
    {
        switch (named)
        {
            case RecordSchema record:
                _text.Append(",\"fields\":");
                AppendList('[', ']', record.Fields, field => AppendField(field, record.Name.Namespace));
                break;
            case EnumSchema symbols:
                _text.Append(",\"symbols\":");
                AppendList('[', ']', symbols.Symbols, symbol => JsonText.AppendString(_text, symbol));
                if (symbols.Default is { } chosen)
                    AppendMember("default", chosen);
                break;
            case FixedSchema bytes:
                _text.Append(CultureInfo.InvariantCulture, $",\"size\":{bytes.Size}");
                break;
        }
    }

    private void AppendField(RecordField field, string? enclosing)
    {
        _text.Append("{\"name\":");
        JsonText.AppendString(_text, field.Name);
        _text.Append(",\"type\":");
        Append(field.Type, enclosing);
        if (field.Doc is { } doc)
            AppendMember("doc", doc);
        if (field.Default is { } value)
        {
            _text.Append(",\"default\":");
            JsonText.Append(_text, value, KeyOrder);
        }

        if (field.Order != FieldOrder.Ascending)
            AppendMember("order", field.Order == FieldOrder.Ignore ? "ignore" : "descending");
        AppendAliases(field.Aliases);
        AppendProperties(PropertiesOf(field, field.Properties), logical: null);
        _text.Append('}');
    }

    private void AppendAliases(IEnumerable<string> aliases)
    {
        string[] names = style == PrintStyle.Canonical ? [.. aliases] : [.. aliases.Order(StringComparer.Ordinal)];
        if (names.Length == 0)
            return;
        _text.Append(",\"aliases\":");
        AppendList('[', ']', names, name => JsonText.AppendString(_text, name));
    }

    private IReadOnlyList<AvroProperty> PropertiesOf(object owner, IReadOnlyList<AvroProperty> own) =>
        edited?.GetValueOrDefault(owner) ?? own;

    private void AppendProperties(IReadOnlyList<AvroProperty> properties, LogicalType? logical)
    {
        foreach (var property in PropertyOrder.Arrange(properties, logical, style))
        {
            _text.Append(',');
            JsonText.AppendString(_text, property.Key);
            _text.Append(':');
            JsonText.Append(_text, property.Value, KeyOrder);
        }
    }

    private void AppendMember(string key, string value)
    {
        _text.Append(CultureInfo.InvariantCulture, $",\"{key}\":");
        JsonText.AppendString(_text, value);
    }

    private void AppendList<T>(char open, char close, IReadOnlyList<T> items, Action<T> append)
    {
        _text.Append(open);
        for (var index = 0; index < items.Count; index++)
        {
            if (index > 0)
                _text.Append(',');
            append(items[index]);
        }

        _text.Append(close);
    }
}
