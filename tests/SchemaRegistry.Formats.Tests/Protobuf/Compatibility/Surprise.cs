using System.Text.RegularExpressions;
using Google.Protobuf.Reflection;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.Protobuf.Compatibility.Witnesses;
using FieldType = Google.Protobuf.Reflection.FieldDescriptorProto.Types.Type;

namespace SchemaRegistry.Formats.Tests.Protobuf.Compatibility;

/// <summary>What a reader did not have as it was written, although the rules call it compatible.</summary>
internal sealed record Surprise(Outcome Outcome)
{
    private static readonly Regex Missing = new(@"\.(\w+): the field is required by ([\w.]+) and missing");

    /// <summary>The innermost fields of one number that differ; null when the data was refused.</summary>
    public FieldDescriptorProto? Written { get; private init; }

    public FieldDescriptorProto? Read { get; private init; }

    /// <summary>Of maps that differ: their entries.</summary>
    public (LinkedMessage Written, LinkedMessage Read)? Entries { get; private init; }

    /// <summary>What is read has an enum without a constant that what is written may have.</summary>
    public bool LacksConstants { get; private init; }

    public bool IsInGroup { get; private init; }

    /// <summary>The field that the reader missed, and the writer's field of its number.</summary>
    public (FieldDescriptorProto? Written, FieldDescriptorProto Read)? Required { get; private init; }

    public static IEnumerable<Surprise> Of(
        LinkedTypes writer, LinkedTypes reader, LinkedMessage message, Outcome outcome)
    {
        if (outcome.Verdict is null)
            return [];
        var readMessage = Exchange.FindReader(writer, reader, message)!;
        return outcome.Verdict == WitnessOutcome.Rejected
            ? [new Surprise(outcome) { Required = FindRequired(writer, reader, outcome) }]
            : outcome.Misread.Select(path => Follow(writer, reader, (message, readMessage), path, outcome));
    }

    private static (FieldDescriptorProto? Written, FieldDescriptorProto Read)? FindRequired(
        LinkedTypes writer, LinkedTypes reader, Outcome outcome)
    {
        var match = Missing.Match(outcome.ReaderSays);
        if (!match.Success)
            return null;
        var message = match.Groups[2].Value;
        var read = reader.FindMessage(message)!.Descriptor.Field
            .First(field => field.JsonName == match.Groups[1].Value);
        return (writer.FindMessage(message)?.FindField(read.Number), read);
    }

    private static Surprise Follow(
        LinkedTypes writer,
        LinkedTypes reader,
        (LinkedMessage? Written, LinkedMessage? Read) messages,
        IReadOnlyList<int> path,
        Outcome outcome)
    {
        var surprise = new Surprise(outcome);
        foreach (var number in path)
        {
            var written = messages.Written!.FindField(number)!;
            var read = messages.Read!.FindField(number)!;
            messages = (writer.MessageOf(written), reader.MessageOf(read));
            var was = writer.EntryOf(written);
            var now = reader.EntryOf(read);
            var areMaps = was is not null && now is not null;
            surprise = surprise with
            {
                Written = written,
                Read = read,
                Entries = areMaps ? (was!, now!) : null,
                LacksConstants = areMaps
                    ? LacksConstant(writer, reader, was!.FindField(2)!, now!.FindField(2)!)
                    : LacksConstant(writer, reader, written, read),
                IsInGroup = surprise.IsInGroup || written.Type == FieldType.Group,
            };
        }

        return surprise;
    }

    private static bool LacksConstant(
        LinkedTypes writer, LinkedTypes reader, FieldDescriptorProto written, FieldDescriptorProto read)
    {
        if (read.Type != FieldType.Enum)
            return false;
        var known = reader.EnumOf(read).Value.Select(value => value.Number);
        return written.Type != FieldType.Enum
            || writer.EnumOf(written).Value.Select(value => value.Number).Except(known).Any();
    }
}
