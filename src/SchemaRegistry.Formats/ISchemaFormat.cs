using SchemaRegistry.Formats.Changes;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.References;

namespace SchemaRegistry.Formats;

/// <summary>
/// One schema language. Pure: no files, no network, no state between calls; every member may be called from any thread.
/// Bad input is answered by values, never by exceptions.
/// </summary>
public interface ISchemaFormat
{
    SchemaType Type { get; }

    /// <summary>Reads a schema whose references are already resolved, and reports all problems at once.</summary>
    SchemaParseResult Parse(string text, ReferenceSet references, SchemaParsing parsing);

    /// <summary>
    /// All reasons why <paramref name="reader"/> can not read what <paramref name="writer"/> wrote, in the order in
    /// which they are reported; empty when it can. Both schemas are of this language.
    /// </summary>
    IReadOnlyList<Incompatibility> FindIncompatibilities(
        ParsedSchema reader, ParsedSchema writer, CompatibilityPolicy policy);

    /// <summary>
    /// What is different in meaning between two schemas of this language, documentation included; spellings and blanks
    /// do not count. The work is bounded: where the bound is met the list is not complete.
    /// </summary>
    ChangeList FindChanges(ParsedSchema old, ParsedSchema updated);
}
