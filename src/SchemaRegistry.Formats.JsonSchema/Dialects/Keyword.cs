using SchemaRegistry.Formats.JsonSchema.Model;

namespace SchemaRegistry.Formats.JsonSchema.Dialects;

/// <summary>One keyword as a range of drafts understands it; both ends are included.</summary>
internal sealed record Keyword(
    string Name, KeywordShape Shape, SchemaDraft Since, SchemaDraft Until, Vocabularies Vocabulary);

/// <summary>What the value of a keyword has to be.</summary>
internal enum KeywordShape
{
    Any,
    Schema,
    SchemaArray,
    SchemaMap,

    /// <summary><c>items</c> up to 2019-09: one schema, or a list of them.</summary>
    SchemaOrArray,

    /// <summary><c>dependencies</c>: for each key a schema, or a list of names.</summary>
    SchemaOrNamesMap,

    /// <summary><c>dependentRequired</c>: for each key a list of names.</summary>
    NamesMap,

    /// <summary>In draft 4 at least one, without repetition; later also none.</summary>
    Names,

    /// <summary>A name of a type, or a list of such names.</summary>
    TypeNames,
    Array,
    Count,
    Number,
    PositiveNumber,
    Boolean,
    String,

    /// <summary>A regular expression of ECMA-262.</summary>
    Pattern,

    /// <summary><c>patternProperties</c>: each key a regular expression, each value a schema.</summary>
    PatternMap,

    /// <summary>A reference to another schema.</summary>
    Reference,
}
