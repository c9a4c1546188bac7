namespace SchemaRegistry.Formats.Avro.Canonical;

/// <summary>
/// A print would nest deeper than can be read again: types that are used before their definition print at their first
/// use, which may nest what the text had side by side. Never leaves this project.
/// </summary>
internal sealed class SchemaTooDeepException : Exception;
