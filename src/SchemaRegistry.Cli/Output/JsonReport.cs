using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SchemaRegistry.Cli.Output;

/// <summary>An object a line; the names of facts, parts and columns are its fields.</summary>
internal sealed class JsonReport(Stream target) : ReportOutput
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _line = new();

    public override void WriteRows(RowSet rows)
    {
        foreach (var row in rows.Rows)
            WriteLine(json => WriteRow(json, rows.Columns, row));
    }

    public override void WriteThing(IReadOnlyList<Fact> facts, IReadOnlyList<RowSet> parts) => WriteLine(json =>
    {
        json.WriteStartObject();
        foreach (var fact in facts)
        {
            json.WritePropertyName(fact.Name);
            WriteCell(json, fact.Value);
        }

        foreach (var part in parts)
        {
            json.WriteStartArray(part.Name);
            foreach (var row in part.Rows)
                WriteRow(json, part.Columns, row);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    });

    private void WriteLine(Action<Utf8JsonWriter> write)
    {
        _line.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_line, Options))
            write(json);
        _line.Write("\n"u8);
        target.Write(_line.WrittenSpan);
    }

    private static void WriteRow(Utf8JsonWriter json, IReadOnlyList<Column> columns, object?[] row)
    {
        json.WriteStartObject();
        foreach (var (index, column) in columns.Index())
        {
            json.WritePropertyName(column.Name);
            WriteCell(json, row[index]);
        }

        json.WriteEndObject();
    }

    private static void WriteCell(Utf8JsonWriter json, object? cell)
    {
        switch (cell)
        {
            case null:
                json.WriteNullValue();
                break;
            case bool truth:
                json.WriteBooleanValue(truth);
                break;
            case int number:
                json.WriteNumberValue(number);
                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case IEnumerable<int> numbers:
                json.WriteStartArray();
                foreach (var number in numbers)
                    json.WriteNumberValue(number);
                json.WriteEndArray();
                break;
            case IEnumerable<string> texts:
                json.WriteStartArray();
                foreach (var text in texts)
                    json.WriteStringValue(text);
                json.WriteEndArray();
                break;
            default:
                json.WriteStringValue((string)cell);
                break;
        }
    }
}
