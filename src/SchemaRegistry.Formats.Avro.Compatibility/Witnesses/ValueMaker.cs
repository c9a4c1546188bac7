using System.Runtime.CompilerServices;
using SchemaRegistry.Formats.Avro.Compatibility.Comparing;
using SchemaRegistry.Formats.Avro.Encoding;
using SchemaRegistry.Formats.Avro.Model;

namespace SchemaRegistry.Formats.Avro.Compatibility.Witnesses;

/// <summary>
/// Makes small values of a writer's schema that pass through the place of a finding; what lies beside the way is as
/// empty as its type allows.
/// </summary>
internal sealed class ValueMaker(AvroSchema root, int maxBytes)
{
    private const string Key = "key";

    /// <summary>Parts of one value, those that take no bytes too.</summary>
    private const int MaxParts = 20_000;

    /// <summary>Parts of all values of one search.</summary>
    private const int MaxPartsInAll = 1_000_000;

    private readonly Habitation _habitation = Habitation.Of(root);
    private int _parts;
    private int _bytesLeft;
    private int _partsInAll;

    /// <summary>False when there is no such value, or it would be large.</summary>
    public bool TryMake(ComparedPair end, string? symbol, out object? value)
    {
        _parts = 0;
        _bytesLeft = maxBytes;
        if (!TryMakeEnd(end.Writer, symbol, out value))
            return false;
        for (var pair = end; pair.Outer is { } outer; pair = outer)
        {
            if (!TryWrap(outer.Writer, pair.Step.Writer, ref value))
                return false;
        }

        return true;
    }

    private bool TryMakeEnd(AvroSchema type, string? symbol, out object? value)
    {
        if (symbol is null || type is not EnumSchema symbols)
            return TryMake(type, out value);
        value = new AvroEnum(symbols, symbols.IndexOf(symbol)!.Value);
        return true;
    }

    /// <summary>A branch of a union needs no wrap: it follows from the value.</summary>
    private bool TryWrap(AvroSchema outer, TypeStep step, ref object? value)
    {
        switch (step.Kind)
        {
            case TypeStepKind.Items:
                value = new List<object?> { value };
                return true;
            case TypeStepKind.Values:
                value = new Dictionary<string, object?> { [Key] = value };
                return true;
            case TypeStepKind.Field:
                var inner = value;
                var isMade = TryMakeRecord((RecordSchema)outer, step.Index, inner, out var record);
                value = record;
                return isMade;
            default:
                return true;
        }
    }

    private bool TryMake(AvroSchema type, out object? value)
    {
        value = null;
        if (++_parts > MaxParts || ++_partsInAll > MaxPartsInAll)
            return false;
        if (!_habitation.HasValues(type) || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            return false;
        switch (type)
        {
            case RecordSchema record:
                return TryMakeRecord(record, given: -1, null, out value);
            case UnionSchema union:
                return TryMake(_habitation.Shortest(union), out value);
            case FixedSchema bytes:
                return TryMakeFixed(bytes, out value);
            default:
                value = Simple(type);
                return true;
        }
    }

    /// <summary>
    /// Only these have a size of their own, and many small ones are large: counted before they take memory.
    /// </summary>
    private bool TryMakeFixed(FixedSchema type, out object? value)
    {
        value = null;
        if (type.Size > _bytesLeft)
            return false;
        _bytesLeft -= type.Size;
        value = new AvroFixed(type, new byte[type.Size]);
        return true;
    }

    private bool TryMakeRecord(RecordSchema type, int given, object? value, out object? made)
    {
        var record = new AvroRecord(type);
        made = record;
        foreach (var field in type.Fields)
        {
            var part = value;
            if (field.Position != given && !TryMake(field.Type, out part))
                return false;
            record[field.Position] = part;
        }

        return true;
    }

    private static object? Simple(AvroSchema type) => type.Kind switch
    {
        AvroKind.Boolean => false,
        AvroKind.Int => 0,
        AvroKind.Long => 0L,
        AvroKind.Float => 0f,
        AvroKind.Double => 0.0,
        AvroKind.Bytes => Array.Empty<byte>(),
        AvroKind.String => "",
        AvroKind.Enum => new AvroEnum((EnumSchema)type, 0),
        AvroKind.Array => new List<object?>(),
        AvroKind.Map => new Dictionary<string, object?>(),
        _ => null,
    };
}
