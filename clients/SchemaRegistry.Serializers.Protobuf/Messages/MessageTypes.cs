using Google.Protobuf;
using Google.Protobuf.Reflection;
using SchemaRegistry.Client;

namespace SchemaRegistry.Serializers.Protobuf.Messages;

/// <summary>The message types that a deserializer makes, by full name. Immutable.</summary>
internal sealed class MessageTypes
{
    private readonly Dictionary<string, MessageDescriptor> _byName;

    private MessageTypes(IEnumerable<MessageDescriptor> types) =>
        _byName = types.DistinctBy(type => type.FullName).ToDictionary(type => type.FullName);

    /// <exception cref="ArgumentException">The types do not go with T.</exception>
    public static MessageTypes Create<T>(IReadOnlyCollection<MessageDescriptor> types)
        where T : class, IMessage
    {
        if (!typeof(T).IsAbstract)
        {
            return types.Count == 0
                ? new MessageTypes([Activator.CreateInstance<T>().Descriptor])
                : throw new ArgumentException($"{typeof(T)} is read as itself; types are for IMessage.", nameof(types));
        }

        if (types.Count == 0)
            throw new ArgumentException($"{typeof(T)} is no class: say in the options which types may come.", nameof(types));
        if (types.FirstOrDefault(type => type.Parser is null || !typeof(T).IsAssignableFrom(type.ClrType)) is { } wrong)
            throw new ArgumentException($"The message type {wrong.FullName} has no class that is {typeof(T)}.", nameof(types));
        return new MessageTypes(types);
    }

    /// <exception cref="PayloadException">It is none of the types.</exception>
    public MessageParser ParserOf(string fullName) =>
        _byName.TryGetValue(fullName, out var type)
            ? type.Parser
            : throw new PayloadException(
                $"The payload is a '{fullName}'; this deserializer reads '{string.Join("', '", _byName.Keys)}'.");
}
