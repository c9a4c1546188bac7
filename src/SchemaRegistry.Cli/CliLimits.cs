namespace SchemaRegistry.Cli;

/// <summary>The numbers of this project, with unit and reason.</summary>
internal static class CliLimits
{
    /// <summary>
    /// Bytes of one row of input; what a broker takes by default is 1 MiB, so that larger ones are mistakes.
    /// </summary>
    public const int MaxRowBytes = 64 * 1024 * 1024;

    /// <summary>Levels of JSON in a row.</summary>
    public const int MaxRowDepth = 256;

    /// <summary>Columns or members that a derived record may have; beyond it keys are data, not names.</summary>
    public const int MaxDerivedFields = 10_000;

    /// <summary>Levels of JSON in a derived schema: a level of a row takes at most five.</summary>
    public const int MaxDerivedSchemaDepth = 5 * MaxRowDepth;

    /// <summary>Messages inside one another in a derived .proto file; protoc takes 32.</summary>
    public const int MaxDerivedMessageDepth = 30;

    /// <summary>Rows that do not fit and are told one by one; the others are counted.</summary>
    public const int MaxToldProblems = 20;

    /// <summary>
    /// Characters of a bad text that are shown; after a quote that is never closed it is the rest of the file.
    /// </summary>
    public const int MaxShownText = 60;

    /// <summary>Rows of one printed table; more are printed as further tables, so that memory stays small.</summary>
    public const int TableRows = 500;

    /// <summary>Columns of text where no terminal has a width; wide enough for any row to stay one line.</summary>
    public const int WidthWithoutTerminal = 10_000;

    /// <summary>
    /// Between two commits of a group that reads without pause: what is printed twice after a crash stays small.
    /// </summary>
    public static readonly TimeSpan CommitInterval = TimeSpan.FromSeconds(1);

    /// <summary>Between two lines of progress.</summary>
    public static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(2);

    /// <summary>How long a broker is waited for.</summary>
    public static readonly TimeSpan BrokerTimeout = TimeSpan.FromSeconds(15);
}
