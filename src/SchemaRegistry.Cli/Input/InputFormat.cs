namespace SchemaRegistry.Cli.Input;

/// <summary>How rows stand in a file.</summary>
internal enum InputFormat
{
    /// <summary>JSON values one after the other, one a line or not; or one array of them.</summary>
    Json,

    /// <summary>A header line, then a line a row.</summary>
    Csv,
}
