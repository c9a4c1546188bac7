using Google.Protobuf.Reflection;
using SchemaRegistry.Client;
using SchemaRegistry.Formats;
using SchemaRegistry.Formats.Compatibility;
using SchemaRegistry.Formats.Protobuf;
using SchemaRegistry.Formats.Protobuf.Compatibility;
using SchemaRegistry.Formats.Protobuf.Encoding;
using SchemaRegistry.Formats.References;
using SchemaRegistry.Serializers.Protobuf.Registration;

namespace SchemaRegistry.Serializers.Protobuf.Messages;

/// <summary>A file as the registry has it, which may differ from the one that classes were generated from.</summary>
internal sealed class RegisteredFile
{
    private const int MaxToldReasons = 5;

    private readonly ProtobufSchema _schema;
    private readonly ProtobufTypes _types;

    /// <exception cref="PayloadException">The text is no Protobuf schema.</exception>
    public RegisteredFile(SchemaDefinition definition, ReferenceSet references)
    {
        if (definition.Type != SchemaType.Protobuf)
        {
            throw new PayloadException(
                $"The schema is of the type {definition.Type.ToName()}, not {SchemaTypeNames.Protobuf}.");
        }

        _schema = Parse(definition.Text, references);
        var linked = _schema.Linked;
        if (linked.Problems.Count > 0)
            throw new PayloadException($"The schema can not be linked: {string.Join("; ", linked.Problems)}");
        _types = ProtobufTypes.Compile(linked.Files);
    }

    /// <summary>The full name of the message type that a payload names.</summary>
    /// <param name="tail">What follows the schema's id.</param>
    /// <param name="length">Bytes of the path.</param>
    /// <exception cref="PayloadException">There is no path, or it leads nowhere.</exception>
    public string ReadTypeName(ReadOnlySpan<byte> tail, out int length) =>
        _types.ReadMessageType(tail, out var type, out length) is { } problem
            ? throw new PayloadException($"The payload names no message type: {problem}.")
            : type!.FullName;

    /// <summary>The path to the type of the same name.</summary>
    /// <exception cref="PayloadException">There is none.</exception>
    public byte[] PathOf(MessageDescriptor type)
    {
        var found = _types.FindMessage(type.FullName);
        return found is not null && found.FileName == _types.MainFile
            ? MessagePath.Encode(found.Indexes)
            : throw new PayloadException($"The registered schema has no message '{type.FullName}'.");
    }

    /// <summary>The same, where readers of that type must be able to read what the class writes.</summary>
    /// <exception cref="PayloadException">There is none, or they can not.</exception>
    public byte[] FindPath(MessageDescriptor type)
    {
        var path = PathOf(type);
        var own = Parse(FileDefinitions.Print(type.File), FileDefinitions.ReferencesOf(type.File));
        var used = UsedMessages.Of(type);
        var reasons = ProtobufRules.Instance
            .FindIncompatibilities(_schema, own, ComparisonOptions.Default)
            .Where(reason => used.Contains(UsedMessages.TopOf(reason.Path)))
            .Take(MaxToldReasons)
            .Select(reason => reason.ToMessage("registered", "own"))
            .ToList();
        return reasons.Count == 0
            ? path
            : throw new PayloadException(
                $"The registered schema can not read what '{type.FullName}' writes: {string.Join("; ", reasons)}.");
    }

    private static ProtobufSchema Parse(string text, ReferenceSet references) =>
        ProtobufFormat.Instance.Parse(text, references, SchemaParsing.Stored)
            .TryGetSchema(out var schema, out var problems)
                ? (ProtobufSchema)schema
                : throw new PayloadException($"The schema is not valid: {string.Join("; ", problems)}");
}
