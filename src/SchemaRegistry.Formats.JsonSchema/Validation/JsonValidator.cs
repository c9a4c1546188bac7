using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using SchemaRegistry.Formats.JsonSchema.Validation.Compiling;
using SchemaRegistry.Formats.JsonSchema.Validation.Tapes;

namespace SchemaRegistry.Formats.JsonSchema.Validation;

/// <summary>
/// Judges JSON texts by one schema. Compiled once, immutable, free to use from any thread. What is valid costs no
/// allocation; what is not is gone through a second time for the errors.
/// </summary>
public sealed class JsonValidator
{
    private const string TimeoutMessage =
        "The validation was stopped: a regular expression that has to backtrack (look-around, back references, word "
        + "boundaries, properties) took too long on this value";

    /// <summary>For those who ask only whether.</summary>
    private static readonly IReadOnlyList<JsonDataError> Refused = [new JsonDataError("The value is refused", "", null)];

    private readonly CompiledSchema _schema;
    private readonly JsonValidatorOptions _options;

    internal JsonValidator(CompiledSchema schema, JsonValidatorOptions options)
    {
        _schema = schema;
        _options = options;
    }

    /// <summary>
    /// The validator, or null with the reasons why the schema can judge nothing: an unresolved reference, a keyword
    /// with a value of the wrong shape, a regular expression that can not be run, a schema that is nothing but itself.
    /// </summary>
    public static JsonValidator? Compile(
        JsonSchemaParsedSchema schema, JsonValidatorOptions options, out IReadOnlyList<SchemaProblem> problems)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxErrors, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxDepth, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.MaxDepth, JsonSchemaLimits.MaxDepth);
        return SchemaCompiler.Compile(schema.Scope, options.Formats, out problems) is { } compiled
            ? new JsonValidator(compiled, options)
            : null;
    }

    /// <summary>Whether the text is JSON (UTF-8, no byte order mark) that the schema accepts.</summary>
    public bool IsValid(ReadOnlySpan<byte> utf8) => Run(utf8, explain: false).Count == 0;

    /// <summary>All reasons why the text is refused, up to the options' bound; empty when it is accepted.</summary>
    public IReadOnlyList<JsonDataError> Validate(ReadOnlySpan<byte> utf8) => Run(utf8, explain: true);

    /// <summary>The verdict, and whether there is one at all.</summary>
    internal ValidationVerdict Judge(ReadOnlySpan<byte> utf8)
    {
        var reasons = Run(utf8, explain: false);
        if (reasons.Count == 0)
            return ValidationVerdict.Accepted;
        return ReferenceEquals(reasons, Refused) ? ValidationVerdict.Refused : ValidationVerdict.Stopped;
    }

    private long WorkFor(Tape tape) => _options.MaxWork ?? WorkBudget.For(tape.Text.Length);

    private IReadOnlyList<JsonDataError> Run(ReadOnlySpan<byte> utf8, bool explain)
    {
        if (utf8.Length > JsonSchemaLimits.MaxDataBytes)
            return [new JsonDataError($"The text has more than {JsonSchemaLimits.MaxDataBytes} bytes", "", null)];
        var scratch = Scratch.Take();
        try
        {
            if (!Utf8.IsValid(utf8) || !TapeScanner.TryScan(utf8, _options.MaxDepth, scratch.Tape, out var count))
                return explain ? [NotJson(utf8)] : Refused;
            var tape = new Tape(utf8, scratch.Tape.Rows.AsSpan(0, count));
            var evaluation = new Evaluation(tape, scratch, _schema, null, WorkFor(tape));
            if (evaluation.Evaluate(_schema.Root, 0, Evaluation.NoMarks))
                return [];
            return explain ? Explain(tape, scratch) : Refused;
        }
        catch (StoppedException e)
        {
            return [new JsonDataError(e.Message, "", null)];
        }
        catch (RegexMatchTimeoutException)
        {
            return [new JsonDataError(TimeoutMessage, "", null)];
        }
        finally
        {
            scratch.Return();
        }
    }

    private List<JsonDataError> Explain(Tape tape, Scratch scratch)
    {
        var errors = new ErrorList(_options.MaxErrors);
        try
        {
            new Evaluation(tape, scratch, _schema, errors, WorkFor(tape)).Evaluate(_schema.Root, 0, Evaluation.NoMarks);
        }
        catch (StoppedException e) when (errors.Errors.Count > 0)
        {
            // To find all errors takes more work than to find the first.
            return [.. errors.Errors, new JsonDataError(e.Message, "", null)];
        }

        return [.. errors.Errors];
    }

    /// <summary>The scanner knows only that the text is no JSON; the reader of .NET says where and why.</summary>
    private JsonDataError NotJson(ReadOnlySpan<byte> utf8)
    {
        if (!Utf8.IsValid(utf8))
            return new JsonDataError("The text is not valid UTF-8", "", null);
        try
        {
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = _options.MaxDepth });
            while (reader.Read())
            {
            }
        }
        catch (JsonException e)
        {
            return new JsonDataError($"Invalid JSON: {e.Message}", "", null);
        }

        return new JsonDataError("Invalid JSON", "", null);
    }
}
