using SchemaRegistry.Formats.JsonSchema.Model;

namespace SchemaRegistry.Formats.JsonSchema.Shapes;

/// <summary>The keywords about objects; names in the order of the text.</summary>
internal sealed class ObjectShape() : Shape(ShapeKind.Object)
{
    public required NamedShapes Properties { get; init; }

    public required IReadOnlyList<PropertyPattern> Patterns { get; init; }

    public required IReadOnlySet<string> Required { get; init; }

    /// <summary>Never an empty set: an empty list says nothing.</summary>
    public required IReadOnlyDictionary<string, IReadOnlySet<string>> RequiredWith { get; init; }

    public required NamedShapes SchemasWith { get; init; }

    public required ExtraContent Additional { get; init; }

    /// <summary>Null where the keyword is absent; <c>true</c> and <c>false</c> are schemas here.</summary>
    public required ChildShape? Unevaluated { get; init; }

    public double? MinProperties { get; private init; }

    public double? MaxProperties { get; private init; }

    /// <summary>Any property that is not declared may have any value.</summary>
    public bool IsOpen =>
        Additional.IsAnything
        && Patterns.Count == 0
        && (Unevaluated is null || Unevaluated.Shape.Kind == ShapeKind.True);

    public static bool IsIn(SchemaKeywords keywords)
    {
        if (keywords.HasAny("properties", "required", "minProperties", "maxProperties"))
            return true;
        if (keywords.HasAny("additionalProperties", "patternProperties"))
            return true;
        if (keywords.Draft >= SchemaDraft.Draft6 && keywords.Has("propertyNames"))
            return true;
        return keywords.IsClassic
            ? keywords.Has("dependencies")
            : keywords.HasAny("dependentRequired", "dependentSchemas", "unevaluatedProperties");
    }

    public static ObjectShape Read(SchemaKeywords keywords)
    {
        var isClassic = keywords.IsClassic;
        return new ObjectShape
        {
            Properties = keywords.NamedSchemas("properties"),
            Patterns = [.. keywords.NamedSchemas("patternProperties").All.Select(entry => new PropertyPattern(entry))],
            Required = keywords.Names("required"),
            RequiredWith = keywords.NameLists(isClassic ? "dependencies" : "dependentRequired"),
            SchemasWith = keywords.NamedSchemas(isClassic ? "dependencies" : "dependentSchemas"),
            Additional = keywords.Extra("additionalProperties"),
            Unevaluated = isClassic ? null : keywords.Schema("unevaluatedProperties"),
            MinProperties = keywords.Number("minProperties"),
            MaxProperties = keywords.Number("maxProperties"),
        };
    }

    /// <summary>
    /// The schema that a property must meet that is not declared, or null where there is none and the property is not
    /// accepted. Not for open objects. A pattern counts before the schema of additional properties.
    /// </summary>
    /// <exception cref="TooComplexException">The budget is spent.</exception>
    public ChildShape? FindExtra(string property, WorkBudget budget)
    {
        foreach (var pattern in Patterns)
        {
            if (pattern.IsFoundIn(property, budget))
                return pattern.Schema;
        }

        if (Additional.Schema is not null || !Additional.IsAllowed)
            return Additional.Schema;
        return Unevaluated is null || Unevaluated.Shape.Kind == ShapeKind.False ? null : Unevaluated;
    }
}
