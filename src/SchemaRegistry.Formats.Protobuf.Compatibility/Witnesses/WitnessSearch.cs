using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;
using SchemaRegistry.Formats.Compatibility;

namespace SchemaRegistry.Formats.Protobuf.Compatibility.Witnesses;

/// <summary>
/// Looks for data of the writer that shows a finding: a small value that goes through the finding's place, encoded and
/// read by the codec that also serves users. One object serves one search.
/// </summary>
internal sealed class WitnessSearch
{
    private readonly LocatedIncompatibility _finding;
    private readonly LinkedTypes _writer;
    private readonly LinkedTypes _reader;
    private readonly SampleValues _samples;
    private readonly WitnessBudget _budget;
    private int _payloads;
    private IReadOnlyList<MessageRoute>? _routes;

    private WitnessSearch(
        LocatedIncompatibility finding, LinkedTypes reader, LinkedTypes writer, WitnessBudget budget)
    {
        _finding = finding;
        _reader = reader;
        _writer = writer;
        _samples = new SampleValues(writer, budget.MaxPayloadBytes);
        _budget = budget;
    }

    /// <summary>Null, too, when one of the schemas can not be linked: then it has no data.</summary>
    public static Witness? Find(
        LocatedIncompatibility finding, ProtobufSchema reader, ProtobufSchema writer, WitnessBudget budget) =>
        LinkedTypes.Of(reader) is { } readerTypes && LinkedTypes.Of(writer) is { } writerTypes
            ? new WitnessSearch(finding, readerTypes, writerTypes, budget).Find()
            : null;

    private Witness? Find()
    {
        var place = LinkedPlace.Find(_writer, _finding.Writer);
        if (place is null)
            return null;
        var kind = DifferenceKinds.Find(_finding.Finding.Rule);
        if (kind == DifferenceKind.MessageRemoved)
            return FindUnknown(place.Message);
        var values = kind switch
        {
            DifferenceKind.FieldKindChanged or DifferenceKind.FieldScalarKindChanged
                or DifferenceKind.FieldNamedTypeChanged or DifferenceKind.FieldNumericLabelChanged => OfField(place),
            DifferenceKind.RequiredFieldAdded => WithoutField(place),
            DifferenceKind.MultipleFieldsMovedToOneof or DifferenceKind.FieldMovedToExistingOneof => OfPairs(place),

            // The package is not in the data, and a field that the reader does not have is passed over.
            _ => [],
        };
        return values.Select(TryRoutes).FirstOrDefault(witness => witness is not null);
    }

    /// <summary>Data of a message that the reader does not have at all.</summary>
    private Witness? FindUnknown(LinkedMessage message)
    {
        if (!message.IsMain
            || Exchange.FindReader(_writer, _reader, message) is not null
            || Exchange.Of(_writer, _writer, message) is not { } exchange
            || _samples.Minimal(message) is not { } value
            || _budget.MaxPayloads < 1
            || exchange.Encode(value, _budget.MaxPayloadBytes) is not { } payload)
            return null;
        return new Witness(
            value.ToJsonString(),
            payload,
            WitnessOutcome.Rejected,
            $"{message.FullName}: the schema has no such message to read the data with");
    }

    private IEnumerable<Attempt> OfField(LinkedPlace place)
    {
        if (place.Field is not { } field)
            yield break;
        foreach (var value in _samples.Of(field))
        {
            if (Minimal(place.Message) is not { } message)
                yield break;
            message[field.Name] = value;
            yield return new Attempt(place.Message, message, [field.Number]);
        }

        // Where the reader requires it, it is missed.
        if (!field.IsRequired() && Minimal(place.Message) is { } without)
            yield return new Attempt(place.Message, without, [field.Number]);
    }

    private IEnumerable<Attempt> WithoutField(LinkedPlace place)
    {
        if (Minimal(place.Message) is { } message && NumberOf(_finding.Reader) is { } number)
            yield return new Attempt(place.Message, message, [number]);
    }

    /// <summary>Two fields that the reader takes for alternatives, both set.</summary>
    private IEnumerable<Attempt> OfPairs(LinkedPlace place)
    {
        var members = LinkedPlace.FindOneof(_reader, _finding.Reader)
            .Select(field => place.Message.FindField(field.Number))
            .OfType<FieldDescriptorProto>()
            .ToList();
        for (var second = 1; second < members.Count; second++)
        {
            for (var first = 0; first < second; first++)
            {
                var pair = (First: members[first], Second: members[second]);
                if (AreExclusive(pair.First, pair.Second))
                    continue;
                if (Minimal(place.Message) is not { } message
                    || _samples.Of(pair.First).FirstOrDefault() is not { } value
                    || _samples.Of(pair.Second).FirstOrDefault() is not { } other)
                    yield break;
                message[pair.First.Name] = value;
                message[pair.Second.Name] = other;
                yield return new Attempt(place.Message, message, [pair.First.Number, pair.Second.Number]);
            }
        }
    }

    private static bool AreExclusive(FieldDescriptorProto first, FieldDescriptorProto second) =>
        first.HasOneofIndex && second.HasOneofIndex && first.OneofIndex == second.OneofIndex;

    private JsonObject? Minimal(LinkedMessage message) => _samples.Minimal(message) as JsonObject;

    private static int? NumberOf(SchemaSpot spot) =>
        int.TryParse(spot.Path.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private Witness? TryRoutes(Attempt attempt)
    {
        _routes ??= MessageRoute.FindAll(_writer, attempt.Message);
        foreach (var route in _routes)
        {
            if (Exchange.Of(_writer, _reader, route.Root) is not { } exchange
                || Encode(exchange, route, attempt.Value.DeepClone()) is not { } payload)
                continue;
            var outcome = exchange.Read(payload);
            if (outcome.Verdict is { } verdict && IsOnAccountOf(outcome, attempt, route, exchange))
                return new Witness(outcome.Json, payload, verdict, outcome.ReaderSays);
        }

        return null;
    }

    private byte[]? Encode(Exchange exchange, MessageRoute route, JsonNode message) =>
        _payloads++ < _budget.MaxPayloads && route.Wrap(_writer, _samples, message) is { } value
            ? exchange.Encode(value, _budget.MaxPayloadBytes)
            : null;

    /// <summary>
    /// Whether it is the finding's field that is misread; and when data is refused, whether it is accepted without the
    /// field.
    /// </summary>
    private bool IsOnAccountOf(Outcome outcome, Attempt attempt, MessageRoute route, Exchange exchange)
    {
        var paths = attempt.Numbers.Select(number => route.PathTo(_writer, number)).ToList();
        if (outcome.Verdict == WitnessOutcome.Misread)
            return outcome.Misread.Any(found => paths.Exists(path => found.Take(path.Count).SequenceEqual(path)));

        var error = new ErrorPlace(outcome.ErrorPath);
        if (paths.Exists(path => error.IsAt(_reader, exchange.ReaderMessage, path)))
            return true;
        return Minimal(attempt.Message) is { } without
            && Encode(exchange, route, without) is { } payload
            && exchange.Read(payload).Verdict != WitnessOutcome.Rejected;
    }

    /// <summary>A value of the message at the finding's place.</summary>
    /// <param name="Message">The message.</param>
    /// <param name="Value">Its value as JSON.</param>
    /// <param name="Numbers">The fields that the finding is about.</param>
    private sealed record Attempt(LinkedMessage Message, JsonObject Value, IReadOnlyList<int> Numbers);
}
