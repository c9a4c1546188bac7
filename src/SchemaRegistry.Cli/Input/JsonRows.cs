using System.Runtime.CompilerServices;
using System.Text.Json;

namespace SchemaRegistry.Cli.Input;

/// <summary>The rows of a JSON input.</summary>
internal static class JsonRows
{
    /// <param name="stream">Read once, to its end.</param>
    /// <param name="pointer">A JSON pointer to the array of rows inside one object, or null.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async IAsyncEnumerable<InputRow> ReadAsync(
        Stream stream, string? pointer, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = new JsonValueReader(stream);
        await reader.SkipMarkAsync(cancellationToken);
        if (pointer is not null)
            await DescendAsync(reader, pointer, cancellationToken);
        var isArray = await reader.PeekAsync(cancellationToken) == '[';
        if (pointer is not null && !isArray)
            throw new InputException($"At {pointer} there is no array.");
        if (isArray)
            reader.Skip();

        for (var number = 1L; await FindRowAsync(reader, number, isArray, cancellationToken); number++)
            yield return await ReadRowAsync(reader, number, cancellationToken);
        if (pointer is null && await reader.PeekAsync(cancellationToken) is not null)
            throw new InputException($"Line {reader.Line}: the array is closed, and more follows.");
    }

    /// <summary>Goes to the row of that number; false at the end of the rows.</summary>
    private static async ValueTask<bool> FindRowAsync(
        JsonValueReader reader, long number, bool isArray, CancellationToken cancellationToken)
    {
        var next = await reader.PeekAsync(cancellationToken);
        if (!isArray)
            return next is not null;
        if (next == ']')
        {
            reader.Skip();
            return false;
        }

        if (number > 1 && next is not (null or (byte)','))
            throw new InputException($"Row {number} (line {reader.Line}): a comma is missing before it.");
        if (number > 1 && next is not null)
        {
            reader.Skip();
            next = await reader.PeekAsync(cancellationToken);
        }

        return next switch
        {
            null => throw new InputException($"Line {reader.Line}: the array is not closed."),
            (byte)']' => throw new InputException($"Line {reader.Line}: a value is missing after the last comma."),
            _ => true,
        };
    }

    private static async ValueTask<InputRow> ReadRowAsync(
        JsonValueReader reader, long number, CancellationToken cancellationToken)
    {
        var line = reader.Line;
        try
        {
            return new InputRow(number, line, await reader.ReadValueAsync(cancellationToken));
        }
        catch (InputException e)
        {
            throw new InputException($"Row {number} (line {line}): {e.Message}");
        }
    }

    /// <summary>Goes to the value at a pointer; what stands before it is stepped over, a value at a time.</summary>
    private static async ValueTask DescendAsync(
        JsonValueReader reader, string pointer, CancellationToken cancellationToken)
    {
        foreach (var escaped in pointer.Split('/').Skip(1))
        {
            var token = escaped.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            if (await reader.PeekAsync(cancellationToken) != '{')
                throw new InputException($"{pointer} leads nowhere: there is no object where '{token}' is looked for.");
            reader.Skip();
            while (await reader.PeekAsync(cancellationToken) == '"')
            {
                var name = JsonDocument.Parse(await reader.ReadValueAsync(cancellationToken)).RootElement.GetString();
                await ExpectAsync(reader, (byte)':', cancellationToken);
                if (name == token)
                    goto Found;
                await reader.ReadValueAsync(cancellationToken);
                if (await reader.PeekAsync(cancellationToken) != '}')
                    await ExpectAsync(reader, (byte)',', cancellationToken);
            }

            throw new InputException($"{pointer} leads nowhere: there is no member '{token}'.");
        Found:;
        }
    }

    private static async ValueTask ExpectAsync(
        JsonValueReader reader, byte expected, CancellationToken cancellationToken)
    {
        if (await reader.PeekAsync(cancellationToken) != expected)
            throw new InputException($"Line {reader.Line}: it is no JSON, '{(char)expected}' is missing.");
        reader.Skip();
    }
}
