namespace SchemaRegistry.Formats.JsonSchema.Model;

/// <summary>What <c>$schema</c> chooses: a draft, and the vocabularies in use.</summary>
public readonly record struct Dialect(SchemaDraft Draft, Vocabularies Vocabularies)
{
    /// <summary>What a text without <c>$schema</c>, or with an unknown one, is read as.</summary>
    public static readonly Dialect Default = new(SchemaDraft.Draft7, Vocabularies.Standard);

    /// <summary>
    /// Drafts 4, 6 and 7: <c>$ref</c> hides its siblings, <c>definitions</c> instead of <c>$defs</c>.
    /// </summary>
    public bool IsClassic => Draft <= SchemaDraft.Draft7;

    public string IdKeyword => Draft == SchemaDraft.Draft4 ? "id" : "$id";

    public static Dialect Of(SchemaDraft draft) => new(draft, Vocabularies.Standard);
}

/// <summary>
/// Groups of keywords that a meta-schema can leave out (<c>$vocabulary</c>, since 2019-09); the core is always there.
/// </summary>
[Flags]
public enum Vocabularies
{
    Core = 0,
    Applicator = 1,
    Unevaluated = 2,
    Validation = 4,
    FormatAssertion = 8,
    Standard = Applicator | Unevaluated | Validation,
}
