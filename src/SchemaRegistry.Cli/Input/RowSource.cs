namespace SchemaRegistry.Cli.Input;

/// <summary>
/// An input that can be read more than once: a file, or standard input, which is put into a temporary file first. The
/// rows of each reading are the same.
/// </summary>
internal sealed class RowSource : IDisposable
{
    private readonly string _path;
    private readonly string? _pointer;
    private readonly bool _isTemporary;

    private RowSource(string path, string? pointer, InputFormat format, bool isTemporary)
    {
        _path = path;
        _pointer = pointer;
        _isTemporary = isTemporary;
        Format = format;
    }

    public InputFormat Format { get; }

    /// <exception cref="CommandException">The file is not there, or a pointer makes no sense.</exception>
    public static async Task<RowSource> OpenAsync(InputOptions options, CancellationToken cancellationToken)
    {
        if (options.Pointer is { } pointer && !pointer.StartsWith('/'))
            throw new CommandException($"--records {pointer} is no JSON pointer: it begins with '/'.", 2);
        var format = options.Format
            ?? (Path.GetExtension(options.Path).Equals(".csv", StringComparison.OrdinalIgnoreCase) ? InputFormat.Csv : InputFormat.Json);
        if (options.Path != "-")
        {
            return File.Exists(options.Path)
                ? new RowSource(options.Path, options.Pointer, format, isTemporary: false)
                : throw new CommandException($"There is no file {options.Path}.", 2);
        }

        var spool = Path.GetTempFileName();
        await using var target = File.Create(spool);
        await using var source = Console.OpenStandardInput();
        await source.CopyToAsync(target, cancellationToken);
        return new RowSource(spool, options.Pointer, format, isTemporary: true);
    }

    public IAsyncEnumerable<InputRow> ReadAsync(Func<string, CsvColumn> columnType, CancellationToken cancellationToken)
    {
        var stream = new FileStream(
            _path, FileMode.Open, FileAccess.Read, FileShare.Read, 128 * 1024, FileOptions.SequentialScan);
        return Format == InputFormat.Csv
            ? CsvRows.ReadAsync(stream, columnType, cancellationToken)
            : JsonRows.ReadAsync(stream, _pointer, cancellationToken);
    }

    public void Dispose()
    {
        if (_isTemporary)
            File.Delete(_path);
    }
}

/// <summary>Where rows come from; a path of <c>-</c> is standard input.</summary>
internal sealed record InputOptions(string Path, string? Pointer, InputFormat? Format);
