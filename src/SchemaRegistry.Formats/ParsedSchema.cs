using SchemaRegistry.Formats.Tags;

namespace SchemaRegistry.Formats;

/// <summary>
/// A schema that was understood, in the terms that every language has in common. Immutable and free to share between
/// threads; it holds all it needs of its references and never looks anything up.
/// </summary>
public abstract class ParsedSchema
{
    public abstract SchemaType Type { get; }

    /// <summary>
    /// The text that is stored, hashed and answered: the language's own print, without insignificant white space.
    /// </summary>
    public abstract string CanonicalText { get; }

    /// <summary>Full name of the top-level record, message or title, or null where the schema has none.</summary>
    public abstract string? Name { get; }

    /// <summary>
    /// Names of the fields at the top level, for the reserved-field rule; empty where there are none.
    /// </summary>
    public abstract IReadOnlyCollection<string> TopLevelFields { get; }

    /// <summary>
    /// A 64-bit value that is the same for any two schemas for which <see cref="IsEquivalentTo"/> holds. It lets a
    /// lookup pass over versions without reading their texts; equal keys do not prove equivalence.
    /// </summary>
    public abstract ulong EquivalenceKey { get; }

    /// <summary>The normalized text (<c>normalize=true</c>), which parses and prints to itself.</summary>
    public abstract string ToNormalizedText();

    /// <summary>
    /// The text in one of the language's named formats (<c>resolved</c>, <c>serialized</c> …; any case), or the
    /// canonical text when the format is empty or unknown to the language.
    /// </summary>
    public abstract string ToFormat(string format);

    /// <summary>The structural equality by which a lookup finds a schema whose text differs.</summary>
    public abstract bool IsEquivalentTo(ParsedSchema other);

    /// <summary>
    /// What is wrong with the fields of the schema beyond what reading it finds; only registries that are told to
    /// (<c>validateFields</c>) ask for it. Empty when nothing is.
    /// </summary>
    public abstract IReadOnlyList<SchemaProblem> FindFieldProblems();

    /// <summary>
    /// The entities of the schema that have tags in its text, or in the text of a type that it refers to; in the order
    /// of the text.
    /// </summary>
    public abstract IReadOnlyList<SchemaTags> FindTags();

    /// <summary>
    /// The schema with other tags, as canonical text. Entities of other texts can not be edited here: of them only an
    /// edit that changes nothing is accepted.
    /// </summary>
    public abstract TagEditResult EditTags(TagEdit edit);
}
