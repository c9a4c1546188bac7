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
}
