using System.Globalization;
using SchemaRegistry.Formats.JsonSchema.Dialects;
using SchemaRegistry.Formats.JsonSchema.Model;
using SchemaRegistry.Formats.JsonSchema.Parsing;
using SchemaRegistry.Formats.JsonSchema.Patterns;
using SchemaRegistry.Formats.JsonSchema.Validation.Formats;
using SchemaRegistry.Formats.JsonSchema.Validation.Tapes;

namespace SchemaRegistry.Formats.JsonSchema.Validation.Compiling;

/// <summary>Compiles the keywords of one schema; those of its children stay for later.</summary>
internal sealed class NodeFiller(SchemaCompiler compiler, SchemaNode node)
{
    private readonly SchemaPlace _place = node.Place;

    private SchemaDraft Draft => _place.Dialect.Draft;

    public void Fill()
    {
        var schema = _place.Value;
        node.IsNever = schema.Kind == SchemaValueKind.False;
        if (node.IsNever)
            node.Types = TypeMask.None;
        if (!schema.IsSchema)
            compiler.AddProblem("A schema has to be an object or a boolean", _place, null);
        if (!schema.IsObject)
            return;

        if (_place.Dialect.IsClassic && schema.TextOf("$ref") is { } reference)
        {
            if (compiler.Resolve(_place, "$ref", reference) is { } target)
                node.InPlace = new InPlaceRules { All = [target] };
            return;
        }

        if (!CheckShapes(schema))
            return;
        FillTypes();
        FillValues();
        node.Numbers = BuildNumbers();
        node.Strings = BuildStrings();
        node.Arrays = BuildArrays();
        node.Objects = new ObjectCompiler(this).Build();
        node.InPlace = new InPlaceCompiler(this, compiler).Build();
    }

    public SchemaPlace Place => _place;

    /// <summary>The value of a keyword, or null when the schema has it not or its dialect does not know it.</summary>
    public SchemaValue? Get(string name)
    {
        if (_place.Value[name] is not { } value || KeywordTable.Find(Draft, name) is not { } keyword)
            return null;
        var isInUse = (keyword.Vocabulary & _place.Dialect.Vocabularies) == keyword.Vocabulary;
        return isInUse ? value : null;
    }

    public SchemaNode? ChildOf(string name) => Get(name) is { } value ? NodeOf(value) : null;

    public SchemaNode[] ChildrenOf(string name) =>
        Get(name) is { IsArray: true } list ? [.. list.Items.Select(NodeOf)] : [];

    public SchemaNode NodeOf(SchemaValue child) => compiler.NodeOf(_place.Child(child));

    public int CountOf(string name, int fallback)
    {
        if (Get(name) is not { } value)
            return fallback;
        var count = double.Parse(value.Text, CultureInfo.InvariantCulture);
        return count >= int.MaxValue ? int.MaxValue : (int)count;
    }

    public SchemaPattern? PatternOf(string source, string keyword)
    {
        if (compiler.PatternOf(source, out var reason) is { } pattern)
            return pattern;
        compiler.AddProblem($"The regular expression '{source}' is not valid: {reason}", _place, keyword);
        return null;
    }

    /// <summary>A schema that was stored before need not be one that would be registered today.</summary>
    private bool CheckShapes(SchemaValue schema)
    {
        var isValid = true;
        foreach (var member in schema.Members)
        {
            if (KeywordTable.Find(Draft, member.Key) is not { } keyword || keyword.Shape == KeywordShape.Pattern)
                continue;
            if (KeywordRules.Refuse(keyword, member.Value) is not { } reason)
                continue;
            compiler.AddProblem(reason, _place, member.Key);
            isValid = false;
        }

        return isValid;
    }

    private void FillTypes()
    {
        if (Get("type") is not { } types)
            return;
        node.IsIntegerBySpelling = Draft == SchemaDraft.Draft4;
        node.Types = TypeMask.None;
        foreach (var name in types.IsArray ? types.Items : [types])
        {
            node.Types |= name.Text switch
            {
                "null" => TypeMask.Null,
                "boolean" => TypeMask.Boolean,
                "object" => TypeMask.Object,
                "array" => TypeMask.Array,
                "number" => TypeMask.Number,
                "string" => TypeMask.String,
                _ => TypeMask.Integer,
            };
        }
    }

    private void FillValues()
    {
        if (Get("enum") is { } listed)
            node.Values = ValueRules.OfEnum(listed);
        if (Get("const") is { } single)
            node.Values = ValueRules.OfConst(single, node.Values);
    }

    private NumberRules? BuildNumbers()
    {
        var rules = new NumberRules
        {
            Minimum = BoundOf("minimum"),
            Maximum = BoundOf("maximum"),
            ExclusiveMinimum = BoundOf("exclusiveMinimum"),
            ExclusiveMaximum = BoundOf("exclusiveMaximum"),
            MultipleOf = Get("multipleOf") is { } divisor ? new NumberDivisor(divisor.Text) : null,
        };
        if (Draft == SchemaDraft.Draft4)
        {
            if (Get("exclusiveMinimum") is { Kind: SchemaValueKind.True })
                (rules.ExclusiveMinimum, rules.Minimum) = (rules.Minimum, null);
            if (Get("exclusiveMaximum") is { Kind: SchemaValueKind.True })
                (rules.ExclusiveMaximum, rules.Maximum) = (rules.Maximum, null);
        }

        var isEmpty = (rules.Minimum ?? rules.Maximum ?? rules.ExclusiveMinimum ?? rules.ExclusiveMaximum) is null
            && rules.MultipleOf is null;
        return isEmpty ? null : rules;
    }

    private NumberBound? BoundOf(string keyword) =>
        Get(keyword) is { IsNumber: true } value ? new NumberBound(keyword, value.Text) : null;

    private StringRules? BuildStrings()
    {
        var isAsserted = compiler.Formats == FormatHandling.Assert
            || (_place.Dialect.Vocabularies & Vocabularies.FormatAssertion) != 0;
        var rules = new StringRules
        {
            MinLength = CountOf("minLength", 0),
            MaxLength = CountOf("maxLength", int.MaxValue),
            Pattern = Get("pattern") is { IsString: true } source ? PatternOf(source.Text, "pattern") : null,
            Format = isAsserted && Get("format") is { } name ? StringFormat.Find(name.Text, Draft) : null,
        };
        var isEmpty = rules.MinLength == 0 && rules.MaxLength == int.MaxValue
            && rules.Pattern is null && rules.Format is null;
        return isEmpty ? null : rules;
    }

    private ArrayRules? BuildArrays()
    {
        var isNew = Draft == SchemaDraft.Draft202012;
        var rules = new ArrayRules
        {
            MinItems = CountOf("minItems", 0),
            MaxItems = CountOf("maxItems", int.MaxValue),
            AreUnique = Get("uniqueItems") is { Kind: SchemaValueKind.True },
            Prefix = ChildrenOf(isNew ? "prefixItems" : "items"),
            Contains = ChildOf("contains"),
            MinContains = CountOf("minContains", 1),
            MaxContains = CountOf("maxContains", int.MaxValue),
            ContainsMarks = isNew,
        };
        if (Get("items") is { IsSchema: true } items)
            rules.Rest = NodeOf(items);
        else if (Get("items") is { IsArray: true })
            rules.Rest = ChildOf("additionalItems");

        var isEmpty = rules.MinItems == 0 && rules.MaxItems == int.MaxValue && !rules.AreUnique
            && rules.Prefix.Length == 0 && rules.Rest is null && rules.Contains is null;
        return isEmpty ? null : rules;
    }
}
