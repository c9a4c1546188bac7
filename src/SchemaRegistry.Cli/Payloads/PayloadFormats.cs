using Google.Protobuf.Reflection;
using SchemaRegistry.Client;
using SchemaRegistry.Formats;
using SchemaRegistry.Formats.Avro;
using SchemaRegistry.Formats.JsonSchema;
using SchemaRegistry.Formats.JsonSchema.Validation;
using SchemaRegistry.Formats.Protobuf;
using SchemaRegistry.Formats.Protobuf.Encoding;
using SchemaRegistry.Formats.References;

namespace SchemaRegistry.Cli.Payloads;

/// <summary>The three languages of schemas, as the commands use them.</summary>
internal static class PayloadFormats
{
    private static readonly ISchemaFormat[] All =
        [AvroFormat.Instance, ProtobufFormat.Instance, JsonSchemaFormat.Instance];

    /// <param name="definition">The schema.</param>
    /// <param name="references">What it refers to.</param>
    /// <param name="parsing">How strictly it is read.</param>
    /// <exception cref="FormatException">The schema is not valid; the message has all problems.</exception>
    public static ParsedSchema Parse(SchemaDefinition definition, ReferenceSet references, SchemaParsing parsing) =>
        All.First(format => format.Type == definition.Type)
            .Parse(definition.Text, references, parsing)
            .TryGetSchema(out var schema, out var problems)
                ? schema
                : throw new FormatException($"The schema is not valid: {string.Join("; ", problems)}");

    /// <param name="schema">The schema.</param>
    /// <param name="message">The full name of the Protobuf message that rows are; null for the first.</param>
    public static IRowEncoder CreateEncoder(ParsedSchema schema, string? message) => schema switch
    {
        AvroParsedSchema avro => new AvroRowEncoder(avro.Root),
        JsonSchemaParsedSchema json => new JsonRowEncoder(json, CreateValidator(json)),
        ProtobufSchema protobuf => CreateEncoder(protobuf, message),
        _ => throw new ArgumentOutOfRangeException(nameof(schema)),
    };

    public static IValueDecoder CreateDecoder(ParsedSchema schema) => schema switch
    {
        AvroParsedSchema avro => new AvroValueDecoder(avro.Root),
        JsonSchemaParsedSchema json => new JsonValueDecoder(CreateValidator(json)),
        ProtobufSchema protobuf => new ProtobufValueDecoder(ProtobufTypes.Compile(Link(protobuf))),
        _ => throw new ArgumentOutOfRangeException(nameof(schema)),
    };

    private static JsonValidator CreateValidator(JsonSchemaParsedSchema schema) =>
        JsonValidator.Compile(schema, JsonValidatorOptions.Default, out var problems)
            ?? throw new FormatException($"Nothing can be validated by the schema: {string.Join("; ", problems)}");

    private static IReadOnlyList<FileDescriptorProto> Link(ProtobufSchema schema)
    {
        var linked = schema.Linked;
        return linked.Problems.Count == 0
            ? linked.Files
            : throw new FormatException($"The schema can not be linked: {string.Join("; ", linked.Problems)}");
    }

    private static ProtobufRowEncoder CreateEncoder(ProtobufSchema schema, string? name)
    {
        var files = Link(schema);
        var types = ProtobufTypes.Compile(files);
        var found = name is null ? types.FindByIndexes([0]) : types.FindMessage(name);
        if (found is null)
            throw new CommandException($"The schema has no message {name ?? "at all"}.", CommandException.CanNotTell);
        return found.FileName == types.MainFile
            ? new ProtobufRowEncoder(files[^1], found)
            : throw new CommandException(
                $"The message {name} is of an imported file; rows are a message of the schema's own.", CommandException.CanNotTell);
    }
}
