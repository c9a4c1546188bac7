namespace SchemaRegistry.Cli.Input;

/// <summary>How the texts of a CSV column become JSON; an empty text is null in each.</summary>
internal enum CsvColumn
{
    Text,
    Number,
    Boolean,
}
