namespace SchemaRegistry.Formats.Tests.JsonSchema.Compatibility.Oracle;

/// <summary>
/// What the rules do not look at, so that a pair that they call compatible may still refuse data: looser than
/// validation. Everything else that is called compatible is read. The cases are those of
/// <c>schemas/compatibility/jsonschema/rules.jsonl</c> that have the name under <c>looser</c>.
/// </summary>
internal enum LooserRule
{
    None,

    /// <summary>Schemas of if, then and else are not compared.</summary>
    Conditions,

    /// <summary>Patterns and their schemas are not compared; that there are any makes an object closed.</summary>
    PatternProperties,

    /// <summary>Not compared.</summary>
    PropertyNames,

    /// <summary>
    /// The schema of <c>contains</c> is not compared, in the classic drafts not even that there is one.
    /// </summary>
    Contains,

    /// <summary>That alternatives of <c>oneOf</c> exclude each other is not looked at.</summary>
    OneOfOverlap,

    /// <summary>A default makes up for a property that has become required; a validator does not fill it in.</summary>
    RequiredWithDefault,

    /// <summary>Names in <c>required</c> that <c>properties</c> does not declare are invisible.</summary>
    RequiredUndeclared,

    /// <summary>A property of any value may be added as a required one.</summary>
    RequiredEmpty,

    /// <summary>Keywords about a type count as that type, whether <c>type</c> is there or not.</summary>
    UntypedKeywords,

    /// <summary>In the modern drafts keywords beside a list of types are one more alternative.</summary>
    TypeListKeywords,

    /// <summary>What is unevaluated depends on the schemas beside, which are compared without it.</summary>
    Unevaluated,

    /// <summary>The modern drafts know <c>dependencies</c> no more; validators still obey it.</summary>
    DependenciesInModern,

    /// <summary>The boolean <c>exclusiveMinimum</c> and <c>exclusiveMaximum</c> of draft 4 are not compared.</summary>
    BooleanBounds,

    /// <summary>The same words mean something else in another draft: 1.0 is no integer in draft 4.</summary>
    AcrossDrafts,

    /// <summary>Bounds are compared as doubles, and validated exactly.</summary>
    BeyondDouble,

    /// <summary>Two schemas of any kinds whose <c>connect.type</c> is bytes go together.</summary>
    ConnectBytes,

    /// <summary>What the policy LENIENT tolerates.</summary>
    Lenient,

    /// <summary>A dynamic reference is taken to mean what it means without an outer schema.</summary>
    DynamicReferences,

    /// <summary>Formats are not compared; it shows only where validators assert them.</summary>
    Formats,
}
