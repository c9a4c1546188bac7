using SchemaRegistry.Formats.JsonSchema.Model;
using SchemaRegistry.Formats.JsonSchema.Validation.Tapes;

namespace SchemaRegistry.Formats.JsonSchema.Validation;

/// <summary>
/// One schema, compiled: what it asks of each type of value, and the schemas that judge the same value with it. Filled
/// by the compiler (schemas may refer to each other in circles), immutable afterwards.
/// </summary>
internal sealed class SchemaNode(SchemaPlace place, int resource)
{
    public SchemaPlace Place { get; } = place;

    /// <summary>Number of the resource that the schema is in, for dynamic scope.</summary>
    public int Resource { get; } = resource;

    public TypeMask Types = TypeMask.Any;

    /// <summary>The schema <c>false</c>.</summary>
    public bool IsNever;

    /// <summary>In draft 4 a number with a point is no integer, whatever its value.</summary>
    public bool IsIntegerBySpelling;

    public ValueRules? Values;
    public NumberRules? Numbers;
    public StringRules? Strings;
    public ArrayRules? Arrays;
    public ObjectRules? Objects;
    public InPlaceRules? InPlace;

    /// <summary>The schema whose verdict this one repeats, or null when it has one of its own.</summary>
    public SchemaNode? OnlyReference =>
        Types == TypeMask.Any && Values is null && Numbers is null && Strings is null
        && Arrays is null && Objects is null && InPlace is { IsOneReference: true } inPlace
            ? inPlace.All[0]
            : null;
}
