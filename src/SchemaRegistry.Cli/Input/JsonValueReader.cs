using System.Text.Json;

namespace SchemaRegistry.Cli.Input;

/// <summary>
/// Cuts a stream of JSON into values: the elements of an array, found at a JSON pointer or at the root, or values that
/// stand one after the other. Of the stream only the value being read is in memory.
/// </summary>
internal sealed class JsonValueReader(Stream stream)
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = CliLimits.MaxRowDepth };

    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private bool _isAtEnd;

    /// <summary>The line of the next byte, from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>The next byte that is no white space, left where it is; null at the end.</summary>
    public async ValueTask<byte?> PeekAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            while (_start < _end)
            {
                var b = _buffer[_start];
                if (b is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
                    return b;
                if (b == '\n')
                    Line++;
                _start++;
            }

            if (!await FillAsync(cancellationToken))
                return null;
        }
    }

    /// <summary>Steps over the byte that was peeked.</summary>
    public void Skip() => _start++;

    /// <summary>Steps over a byte-order mark.</summary>
    public async ValueTask SkipMarkAsync(CancellationToken cancellationToken)
    {
        while (_end - _start < 3 && await FillAsync(cancellationToken))
        {
        }

        if (_end - _start >= 3 && _buffer.AsSpan(_start, 3).SequenceEqual("\uFEFF"u8))
            _start += 3;
    }

    /// <summary>The next whole value, valid until the next call.</summary>
    /// <exception cref="InputException">It is no JSON, or larger than a row may be.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> ReadValueAsync(CancellationToken cancellationToken)
    {
        await PeekAsync(cancellationToken);
        while (true)
        {
            var length = FindEnd();
            if (length > 0)
            {
                var value = _buffer.AsMemory(_start, length);
                Line += value.Span.Count((byte)'\n');
                _start += length;
                return value;
            }

            if (!await FillAsync(cancellationToken))
                throw new InputException("The JSON ends in the middle of a value.");
        }
    }

    /// <summary>How many bytes the value takes, or 0 when more of the stream is needed.</summary>
    private int FindEnd()
    {
        var reader = new Utf8JsonReader(_buffer.AsSpan(_start, _end - _start), _isAtEnd, new JsonReaderState(Options));
        try
        {
            return reader.Read() && reader.TrySkip() ? (int)reader.BytesConsumed : 0;
        }
        catch (JsonException e) when (e.Message.Contains("after a single JSON value", StringComparison.Ordinal))
        {
            return (int)reader.BytesConsumed;
        }
        catch (JsonException e)
        {
            var end = e.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
            throw new InputException($"It is no JSON: {(end < 0 ? e.Message : e.Message[..end])}");
        }
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        if (_isAtEnd)
            return false;
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            if (_buffer.Length >= CliLimits.MaxRowBytes)
                throw new InputException($"A value is larger than {CliLimits.MaxRowBytes} bytes.");
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var count = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        _end += count;
        _isAtEnd = count == 0;

        // At the end the reader must look again: it then takes a number as complete.
        return true;
    }
}
